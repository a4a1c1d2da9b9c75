import { spawn } from 'node:child_process';
import type { Config } from '../platform/index.js';
import { serverNote } from './server-note.js';

export interface ServerAtHand {
  url: string;
  /** Started here, and ended by `stop`. */
  isOwn: boolean;
  stop(): Promise<void>;
}

const READY = /Sinambung is ready/;

/** The server of this data folder: the running one, else one that runs as long as it is needed. */
export async function ensureServer(config: Config): Promise<ServerAtHand> {
  const url = await runningServer(config);
  return url ? { url, isOwn: false, stop: async () => undefined } : startOwn(config);
}

async function runningServer(config: Config): Promise<string | undefined> {
  const note = serverNote(config);
  if (!note) return undefined;
  const { url } = note;
  const lives = await fetch(`${url}/livez`).then(
    (answer) => answer.ok,
    () => false,
  );
  return lives ? url : undefined;
}

function startOwn(config: Config): Promise<ServerAtHand> {
  const env = { ...process.env, PORT: '0', SINAMBUNG_URL: config.url, SINAMBUNG_DATA: config.data };
  const child = spawn(process.execPath, [config.shipped('dist', 'main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      if (READY.test(String(text))) resolve({ url: config.url, isOwn: true, stop });
    });
    ended.then(() => reject(new Error('the server ended before it was ready; its message stands above')));
  });
}
