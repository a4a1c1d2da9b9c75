import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RenderAnswer, RenderOrder, WorkerSetup } from './render-messages.js';

/** Measured: 200 letters leave the thread at about 160 MB. */
const RENDERS_A_WORKER = 400;

type Job = Omit<RenderOrder, 'id'>;

interface Waiting extends PromiseWithResolvers<Buffer> {
  order: RenderOrder;
}

/**
 * One compiler thread, ended and replaced after every few hundred documents; started when first needed. A thread that dies
 * fails the document it was at, and the next one gets a new thread.
 */
export class RenderQueue {
  private readonly waiting: Waiting[] = [];
  private worker?: Worker;
  private current?: Waiting;
  private rendered = 0;
  private lastId = 0;
  private closed = false;

  constructor(
    private readonly setup: WorkerSetup,
    private readonly rendersAWorker = RENDERS_A_WORKER,
  ) {}

  render(job: Job): Promise<Buffer> {
    if (this.closed) return Promise.reject(new Error('documents are closed'));
    const waiting = { order: { ...job, id: ++this.lastId }, ...Promise.withResolvers<Buffer>() };
    this.waiting.push(waiting);
    this.next();
    return waiting.promise;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.retire();
  }

  private next(): void {
    if (this.current) return;
    this.current = this.waiting.shift();
    if (!this.current) {
      this.worker?.unref();
      return;
    }
    this.worker ??= this.startWorker();
    this.worker.ref();
    this.worker.postMessage(this.current.order);
  }

  private settle({ id, made, problem }: RenderAnswer): void {
    const job = this.current;
    if (job?.order.id !== id) return;
    this.current = undefined;
    if (made) job.resolve(Buffer.from(made));
    else job.reject(new Error(`${path.basename(job.order.file)}: ${problem}`));
    this.rendered += 1;
    if (this.rendered % this.rendersAWorker === 0) void this.retire();
    this.next();
  }

  private startWorker(): Worker {
    const worker = new Worker(workerFile(), { workerData: this.setup });
    worker.on('message', (answer: RenderAnswer) => this.settle(answer));
    worker.on('error', (error) => this.lose(worker, error));
    worker.on('exit', () => this.lose(worker, new Error('the compiler thread ended')));
    return worker;
  }

  private lose(worker: Worker, error: Error): void {
    if (this.worker !== worker) return;
    this.worker = undefined;
    if (this.current) this.settle({ id: this.current.order.id, problem: error.message });
  }

  private async retire(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    await worker?.terminate();
  }
}

/** Compiled beside this file in a build; under Jest the source itself, which Node reads by leaving out the types. */
function workerFile(): string {
  const beside = path.join(import.meta.dirname ?? __dirname, 'render-worker.js');
  return existsSync(beside) ? beside : beside.replace(/\.js$/, '.ts');
}
