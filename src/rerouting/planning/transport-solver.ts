import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { solveGreedily } from './greedy.js';
import { solveExactly } from './linear-program.js';
import { SolverThread } from './solver-thread.js';
import type { Solution, Transport } from './transport.js';

/** For a whole plan. A coordinator waits for it with the page open. */
const SECONDS = 30;
/** A nation of provinces and a dozen services, twice. */
const KEPT = 1000;

/**
 * The cheapest plan for each part, one after another; greedily where the solver fails or its time is over, and the solution says
 * so. A part that was solved before with the same figures is not solved again: after one more closure, only what it touches is.
 */
@Injectable()
export class TransportSolver implements OnApplicationShutdown {
  private readonly logger = new Logger(TransportSolver.name);
  private readonly kept = new Map<string, Solution>();
  private readonly thread = new SolverThread();
  private turn: Promise<unknown> = Promise.resolve();

  solve(parts: Transport[], seconds = SECONDS): Promise<Solution[]> {
    const solved = this.turn.then(() => this.inTurn(parts, seconds));
    this.turn = solved.catch(() => undefined);
    return solved;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.thread.close();
  }

  private async inTurn(parts: Transport[], seconds: number): Promise<Solution[]> {
    const until = performance.now() + seconds * 1000;
    const solutions: Solution[] = [];
    for (const part of parts) solutions.push(await this.solveOne(part, () => (until - performance.now()) / 1000));
    return solutions;
  }

  private async solveOne(part: Transport, secondsLeft: () => number): Promise<Solution> {
    const key = fingerprint(part);
    const known = this.kept.get(key);
    if (known) return known;
    try {
      const solution = await solveExactly(this.thread, part, secondsLeft);
      this.keep(key, solution);
      return solution;
    } catch (error) {
      this.logger.warn(`planned greedily: ${error instanceof Error ? error.message : String(error)}`);
      return solveGreedily(part);
    }
  }

  private keep(key: string, solution: Solution): void {
    this.kept.set(key, solution);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
  }
}

function fingerprint({ people, places, cost }: Transport): string {
  const figures = Float64Array.from([people.length, ...people, ...places.flatMap(({ room, stretch = -1 }) => [room, stretch])]);
  return createHash('sha256').update(figures).update(cost).digest('base64');
}
