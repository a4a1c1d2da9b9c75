import type { ChildProcess } from 'node:child_process';

interface Place {
  data: string;
  settings?: NodeJS.ProcessEnv;
}

export interface RunningServer {
  url: string;
  /** What it printed before it was ready, with the one-time sign-in. */
  said: string;
  pid: number;
  ended: Promise<number | null>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export function startServer(place: Place): Promise<RunningServer>;
export function sinambung(place: Place, ...args: string[]): Promise<string> & { child: ChildProcess };
