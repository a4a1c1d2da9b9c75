import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Ledger } from '../audit/index.js';
import { Clock, parse, Tx } from '../platform/index.js';
import type { Actor } from './actor.js';
import type { Permission } from './permissions.js';

/** What a verb did: its result, and what the ledger says of it (ids and figures, no personal data). */
export interface Changed<Result> {
  result: Result;
  subject: { type: string; id: string };
  detail?: Record<string, unknown>;
}

@Injectable()
export class ChangeDesk {
  constructor(
    readonly tx: Tx,
    readonly ledger: Ledger,
    readonly clock: Clock,
  ) {}
}

/** A verb that changes something: parse, permission, one transaction with the change, its ledger entry and its events. */
export abstract class Change<Command, Result> {
  /** `room.verb`: the name of the ledger entry and of the step in a durable workflow. */
  abstract readonly name: string;
  abstract readonly permission: Permission;
  abstract readonly input: z.ZodType<Command>;

  @Inject(ChangeDesk) private readonly changeDesk!: ChangeDesk;

  async run(by: Actor, input: unknown): Promise<Result> {
    by.must(this.permission);
    const command = parse(this.input, input);
    return this.changeDesk.tx.change(this.name, async () => {
      const at = this.changeDesk.clock.now();
      const { result, subject, detail = {} } = await this.perform(command, by, at);
      await this.changeDesk.ledger.record({ at, verb: this.name, actor: by.person, subject, detail });
      return result;
    });
  }

  protected abstract perform(command: Command, by: Actor, now: Date): Promise<Changed<Result>>;
}
