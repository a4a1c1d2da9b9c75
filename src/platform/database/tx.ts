import { DBOS } from '@dbos-inc/dbos-sdk';
import {
  assertStillOwnsWorkflow,
  type DataSourceTransactionHandler,
  DBOSStepAlreadyRecordedError,
  isPGKeyConflictError,
  isPGRetriableTransactionError,
  migrateDataSourcePG,
  replayRecordedStep,
  runTransaction,
} from '@dbos-inc/dbos-sdk/datasource';
import { Inject, Injectable } from '@nestjs/common';
import superjson from 'superjson';
import { DataSource, type EntityManager } from 'typeorm';
import { Db } from './db.js';
import { whenDatabaseIsThere } from './patience.js';

const RETRY_FIRST_MS = 5;
const RETRY_GROWTH = 1.5;

/** The queue of all workflows that have none of their own. */
export const QUEUE = 'sinambung';

/** A workflow that waits in a queue of its own, from which only some servers take. */
export interface Queued {
  name: string;
  queue: string;
}

export function queued(workflow: string | Queued): Queued {
  return typeof workflow === 'string' ? { name: workflow, queue: QUEUE } : workflow;
}

/**
 * Every write goes through here. Called from a front it is a plain transaction; called inside a durable workflow the record of
 * the step is committed with the data, so that a database effect happens exactly once whatever is killed when.
 */
@Injectable()
export class Tx implements DataSourceTransactionHandler {
  readonly name = 'sinambung';
  private readonly audited = new WeakSet<EntityManager>();

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    private readonly db: Db,
  ) {}

  /** A verb's transaction. Rolled back when it wrote something and no ledger entry (`markAudited`) stands in it. Joins an open one. */
  change<R>(name: string, work: () => Promise<R>): Promise<R> {
    if (this.db.inTransaction) return work();
    return this.run(name, async () => {
      const result = await work();
      await this.refuseUnaudited(name);
      return result;
    });
  }

  /** Bookkeeping that is nobody's decision (sealing the ledger, delivery records, counters): no ledger entry is asked for. */
  housekeeping<R>(name: string, work: () => Promise<R>): Promise<R> {
    return this.db.inTransaction ? work() : this.run(name, work);
  }

  /** Called by the ledger when an entry was written. */
  markAudited(): void {
    this.audited.add(this.db.manager);
  }

  /** The outbox: starts a workflow if and only if this transaction commits. The same `id` starts it once. */
  async start(workflow: string | Queued, id: string, ...args: unknown[]): Promise<void> {
    const { name, queue } = queued(workflow);
    await this.db.run(
      `select dbos.enqueue_workflow(workflow_name => $1, queue_name => $4, positional_args => $2::json[], workflow_id => $3, application_name => 'sinambung')`,
      [name, args.map((argument) => JSON.stringify(argument)), id, queue],
    );
  }

  /** The same for each of many, with its own id as the argument; the workflow's id is `prefix` and it. */
  async startEach(workflow: string, prefix: string, ids: readonly string[]): Promise<void> {
    await this.db.run(
      `select dbos.enqueue_workflow(workflow_name => $1, queue_name => 'sinambung', positional_args => array[to_json(id)], workflow_id => $2 || id, application_name => 'sinambung')
       from unnest($3::text[]) as t (id)`,
      [workflow, prefix, ids],
    );
  }

  async initialize(): Promise<void> {
    await this.writable((manager) => migrateDataSourcePG((sql) => manager.query(sql)));
  }

  async destroy(): Promise<void> {}

  async deleteCheckpoints(workflowId: string, from: number, beforeCommit?: () => Promise<void>): Promise<void> {
    await this.writable(async (manager) => {
      await manager.query('delete from dbos.transaction_completion where workflow_id = $1 and function_num >= $2', [
        workflowId,
        from,
      ]);
      await beforeCommit?.();
    });
  }

  /** Called by the engine, for a step of a workflow. */
  invokeTransactionFunction<This, A extends unknown[], R>(
    _config: unknown,
    target: This,
    work: (this: This, ...args: A) => Promise<R>,
    ...args: A
  ): Promise<R> {
    return this.persist(currentStep(), () => work.apply(target, args));
  }

  private run<R>(name: string, work: () => Promise<R>): Promise<R> {
    if (DBOS.isInWorkflow()) return runTransaction(work, name, { dsName: this.name });
    // Inside an outside effect (`Durable.step`) the engine still names that step: its record is not ours to write.
    return this.persist(undefined, work);
  }

  private async persist<R>(step: Step | undefined, work: () => Promise<R>): Promise<R> {
    for (let wait = RETRY_FIRST_MS; ; wait *= RETRY_GROWTH) {
      try {
        return await whenDatabaseIsThere(() => this.once(step, work));
      } catch (error) {
        if (error instanceof DBOSStepAlreadyRecordedError) continue;
        if (!isPGRetriableTransactionError(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  /** What was recorded of the step, or its work: a connection that broke at the commit leaves open which of the two it is. */
  private async once<R>(step: Step | undefined, work: () => Promise<R>): Promise<R> {
    const recorded = step && (await this.recorded(step));
    return recorded ? replayRecordedStep<R>(recorded) : this.attempt(step, work);
  }

  private attempt<R>(step: Step | undefined, work: () => Promise<R>): Promise<R> {
    return this.writable(async (manager) => {
      const result = await this.db.within(manager, work);
      if (step) await recordStep(manager, step, result);
      return result;
    });
  }

  private writable<R>(work: (manager: EntityManager) => Promise<R>): Promise<R> {
    return this.source.transaction(async (manager) => {
      await manager.query('set transaction read write');
      return work(manager);
    });
  }

  private async refuseUnaudited(name: string): Promise<void> {
    if (this.audited.has(this.db.manager)) return;
    const { wrote } = await this.db.one<{ wrote: boolean }>('select pg_current_xact_id_if_assigned() is not null as wrote');
    if (wrote) throw new Error(`${name} changed something without a ledger entry`);
  }

  private async recorded({ workflowId, number }: Step): Promise<Recorded | undefined> {
    return this.db.maybe<Recorded>(
      'select output, error from dbos.transaction_completion where workflow_id = $1 and function_num = $2',
      [workflowId, number],
    );
  }
}

interface Step {
  workflowId: string;
  number: number;
}

interface Recorded {
  output?: string;
  error?: string;
}

function currentStep(): Step | undefined {
  const { workflowID: workflowId, stepID: number } = DBOS;
  return workflowId !== undefined && number !== undefined ? { workflowId, number } : undefined;
}

async function recordStep(manager: EntityManager, { workflowId, number }: Step, result: unknown): Promise<void> {
  try {
    await manager.query('insert into dbos.transaction_completion (workflow_id, function_num, output) values ($1, $2, $3)', [
      workflowId,
      number,
      superjson.stringify(result),
    ]);
  } catch (error) {
    if (isPGKeyConflictError(error)) throw new DBOSStepAlreadyRecordedError(workflowId, number);
    throw error;
  }
  await assertStillOwnsWorkflow(workflowId);
}
