import { Injectable } from '@nestjs/common';
import { type DueQuestion, type ImportRecord, ObligationStore } from './obligation-store.js';

export interface Due {
  imported: boolean;
  count: number;
}

/** What is owed, by when, at which home office. */
@Injectable()
export class Obligations {
  constructor(private readonly store: ObligationStore) {}

  /**
   * How many unpaid obligations of an office fall due between two civil dates, both included; of these services where
   * some are named. `imported` is false when no import that names one of them speaks for all of these days: the count then says
   * nothing, and is not to be shown.
   */
  async dueBetween(officeId: string, from: string, to: string, services?: readonly string[]): Promise<Due> {
    const imported = await this.store.covered(officeId, from, to, services);
    return { imported, count: await this.store.unpaidBetween(officeId, from, to, services) };
  }

  /** The same for the services of many offices, by their ids. */
  async dueAtOffices(asked: readonly DueQuestion[]): Promise<Map<string, Due>> {
    const found = await this.store.dueAtOffices(asked);
    return new Map(found.map(({ officeId, ...due }) => [officeId, due]));
  }

  /** The newest imports, newest first. */
  imports(): Promise<ImportRecord[]> {
    return this.store.imports();
  }
}
