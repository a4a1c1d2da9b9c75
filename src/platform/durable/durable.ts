import { DBOS, type DBOSConfig } from '@dbos-inc/dbos-sdk';
import { registerDataSource } from '@dbos-inc/dbos-sdk/datasource';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config.js';
import { patiently } from '../database/patience.js';
import { QUEUE, type Queued, queued, Tx } from '../database/tx.js';
import { defineErrors } from '../errors.js';

/** Raised on purpose when a change of the workflows' code makes their recorded steps unreadable. */
const WORKFLOWS_VERSION = 'workflows-1';
const POLL_MS = 100;
/** How long a server that is asked to end waits for what runs; what is not over by then goes on at the next start. */
const PATIENCE_MS = 10_000;

const errors = defineErrors('platform', {
  'unknown-workflow': { kind: 'not-found', message: 'no workflow has this name' },
});

// biome-ignore lint/suspicious/noExplicitAny: workflows take whatever JSON they were started with
type Workflow = (...args: any[]) => Promise<unknown>;

export interface StepOptions {
  /** How often a failing step is tried in all; 1 when not given. */
  attempts?: number;
}

/** Durable workflows: named functions whose finished steps are not run again after a crash. */
@Injectable()
export class Durable {
  private readonly workflows = new Map<string, Workflow>();
  private readonly queues = new Set([QUEUE]);
  private readonly left = new Set<string>();
  private launched = false;

  constructor(
    private readonly config: Config,
    private readonly tx: Tx,
  ) {}

  /** Declares a workflow; `Tx.start` starts it. Declare in a constructor or `onModuleInit`, before the server launches. */
  workflow(workflow: string | Queued, run: Workflow): void {
    const { name, queue } = queued(workflow);
    this.queues.add(queue);
    if (this.workflows.has(name)) throw new Error(`the workflow ${name} is declared twice`);
    this.workflows.set(name, (...args) => patiently(() => run(...args)));
  }

  /** Leaves what waits in this queue to other servers. */
  leave(queue: string): void {
    this.left.add(queue);
  }

  /** An effect outside the database. At least once: give the receiver an idempotency key. Outside a workflow it simply runs. */
  step<R>(name: string, work: () => Promise<R>, { attempts = 1 }: StepOptions = {}): Promise<R> {
    if (!DBOS.isInWorkflow()) return work();
    return DBOS.runStep(work, { name, retriesAllowed: attempts > 1, maxAttempts: attempts });
  }

  /** Runs a workflow's function here and now, without durability: for tests that settle what was started. */
  runInline(name: string, args: unknown[]): Promise<unknown> {
    const run = this.workflows.get(name);
    if (!run) throw errors.unknownWorkflow({ name });
    return run(...args);
  }

  /** Takes up waiting and interrupted workflows. The server alone calls this: whoever launches last owns the queue. */
  async launch(databaseUrl: string): Promise<void> {
    DBOS.setConfig(this.engineConfig(databaseUrl));
    registerDataSource(this.tx);
    for (const [name, run] of this.workflows) DBOS.registerWorkflow(run, { name });
    await DBOS.launch();
    for (const queue of this.queues)
      await DBOS.registerQueue(queue, { minPollingIntervalMs: POLL_MS, workerConcurrency: 8, onConflict: 'always_update' });
    this.launched = true;
  }

  async shutdown(): Promise<void> {
    if (!this.launched) return;
    this.launched = false;
    await DBOS.shutdown({ deregister: true, workflowCompletionTimeoutMS: PATIENCE_MS });
  }

  private engineConfig(databaseUrl: string): DBOSConfig {
    const logger = new Logger('workflows');
    return {
      name: 'sinambung',
      systemDatabaseUrl: databaseUrl,
      systemDatabasePoolSize: 8,
      listenQueues: [...this.queues].filter((queue) => !this.left.has(queue)),
      applicationVersion: WORKFLOWS_VERSION,
      executorID: this.config.get('SINAMBUNG_EXECUTOR'),
      logger: {
        info: () => undefined,
        debug: () => undefined,
        warn: (entry) => logger.warn(entry),
        error: (entry) => logger.error(entry),
      },
    };
  }
}
