import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Failure, FileRead, FolderAnswer, FolderOrder, Listed, Seen } from './folder-messages.js';

/**
 * Looks at files and reads them in a thread of its own, which blocks: each thing then costs a tenth of what it costs by promises.
 * One order after the other; it keeps the process from ending only meanwhile.
 */
export class FolderThread {
  lost?: Error;
  private readonly worker = new Worker(workerFile());
  private readonly waiting: PromiseWithResolvers<FolderAnswer>[] = [];

  constructor() {
    this.worker.unref();
    this.worker.on('message', (answer: FolderAnswer) => this.waiting.shift()?.resolve(answer));
    this.worker.on('error', (error) => this.end(error as Error));
    this.worker.on('exit', () => this.end(new Error('the thread that reads folders ended')));
  }

  /** What stands in a folder, in portions; one folder at a time. A whole path, each byte as one character. */
  async *list(folder: string): AsyncGenerator<Seen[]> {
    let { seen, isMore } = (await this.order({ list: folder })) as Listed;
    yield seen;
    while (isMore) {
      ({ seen, isMore } = (await this.order({ more: true })) as Listed);
      yield seen;
    }
  }

  /** Whole paths. */
  async read(paths: string[]): Promise<(FileRead | Failure)[]> {
    return ((await this.order({ read: paths })) as { read: (FileRead | Failure)[] }).read;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private async order(order: FolderOrder): Promise<FolderAnswer> {
    if (this.lost) throw this.lost;
    const waiting = Promise.withResolvers<FolderAnswer>();
    this.waiting.push(waiting);
    this.worker.ref();
    this.worker.postMessage(order);
    const answer = await waiting.promise;
    if (this.waiting.length === 0) this.worker.unref();
    if ('failure' in answer) throw asError(answer.failure);
    return answer;
  }

  private end(error: Error): void {
    this.lost = error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}

export function asError({ code, message }: Failure): Error {
  return Object.assign(new Error(message), { code });
}

let idle: FolderThread | undefined;

/** A thread to itself for each that asks, as a disk that hangs must hold up nobody else; one that is idle waits for the next. */
export async function* withFolderThread<T>(work: (thread: FolderThread) => AsyncGenerator<T>): AsyncGenerator<T> {
  const thread = idle ?? new FolderThread();
  idle = undefined;
  try {
    yield* work(thread);
  } finally {
    if (idle || thread.lost) await thread.close();
    else idle = thread;
  }
}

/** Compiled beside this file in a build; under Jest the source itself, which Node reads by leaving out the types. */
function workerFile(): string {
  const beside = path.join(import.meta.dirname ?? __dirname, 'folder-worker.js');
  return existsSync(beside) ? beside : beside.replace(/\.js$/, '.ts');
}
