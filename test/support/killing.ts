import { generator } from '../faults/random.mjs';
import type { RunningServer } from './server.mjs';

export interface Killing {
  serve(): Promise<RunningServer>;
  kills: number;
  /** Each time a little further, so that every part of the work is hit now and then. */
  withinMs: number;
  isOver(): Promise<boolean>;
  /** What must hold at every moment. */
  look(): Promise<void>;
}

const LOOK_MS = 100;

/** Kills a server by kill -9 at random moments of what it has to do, starts it again each time, and at last lets it end that. */
export async function killing({ serve, kills, withinMs, isOver, look }: Killing): Promise<void> {
  const random = generator(process.pid);
  for (let kill = 1; kill <= kills && !(await isOver()); kill++) {
    const server = await serve();
    await pause(random() * withinMs * kill);
    await server.kill();
    await look();
  }
  const server = await serve();
  while (!(await isOver())) await pause(LOOK_MS);
  await server.stop();
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
