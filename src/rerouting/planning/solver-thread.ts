import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Columns, Corner, Engine, EngineAnswer, EngineOrder, Program } from './engine.js';

type Task = { program: Program } | { columns: Columns };

/** Beside what the solver itself is given, for the way there and back; a solver that does not keep its time is ended then. */
const GRACE_SECONDS = 1;

/**
 * HiGHS in a thread of its own, because it blocks; started when first needed. One order at a time: whoever uses it takes turns
 * (`TransportSolver`). A thread that dies or overstays fails its order, and the next program gets a new one.
 */
export class SolverThread implements Engine {
  private worker?: Worker;
  private waiting?: PromiseWithResolvers<Corner> & { id: number };
  private lastId = 0;

  solve(program: Program, seconds: number): Promise<Corner> {
    this.worker ??= this.start();
    return this.order({ program }, seconds);
  }

  extend(columns: Columns, seconds: number): Promise<Corner> {
    return this.order({ columns }, seconds);
  }

  async close(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    this.waiting?.reject(new Error('the solver was ended'));
    this.waiting = undefined;
    await worker?.terminate();
  }

  private async order(task: Task, seconds: number): Promise<Corner> {
    if (!this.worker || seconds <= 0) throw new Error('the solver has no time or no thread');
    const order: EngineOrder = { id: ++this.lastId, seconds, ...task };
    this.waiting = { ...Promise.withResolvers<Corner>(), id: order.id };
    const { promise } = this.waiting;
    const overdue = setTimeout(() => void this.close(), (seconds + GRACE_SECONDS) * 1000);
    this.worker.ref();
    this.worker.postMessage(order);
    return promise.finally(() => {
      clearTimeout(overdue);
      this.worker?.unref();
    });
  }

  private start(): Worker {
    const worker = new Worker(workerFile());
    const lost = () => {
      if (this.worker === worker) void this.close();
    };
    worker.on('message', (answer: EngineAnswer) => this.settle(answer));
    worker.on('error', lost);
    worker.on('exit', lost);
    return worker;
  }

  private settle(answer: EngineAnswer): void {
    const waiting = this.waiting;
    if (waiting?.id !== answer.id) return;
    this.waiting = undefined;
    if ('corner' in answer) waiting.resolve(answer.corner);
    else waiting.reject(new Error(answer.problem));
  }
}

/** Compiled beside this file in a build; under Jest the source itself, which Node reads by leaving out the types. */
function workerFile(): string {
  const beside = path.join(import.meta.dirname ?? __dirname, 'solve-worker.js');
  return existsSync(beside) ? beside : beside.replace(/\.js$/, '.ts');
}
