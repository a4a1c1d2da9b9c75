import { Injectable } from '@nestjs/common';
import { errors } from './errors.js';
import { RosterStore } from './roster-store.js';
import type { DutyMember } from './types.js';

/** The duty roster: who is told, in which order, when a report waits for a second person. */
@Injectable()
export class Roster {
  constructor(private readonly store: RosterStore) {}

  /** First to be told first. */
  members(): Promise<DutyMember[]> {
    return this.store.members();
  }

  /** Throws `people.no-such-member`. */
  async member(id: string): Promise<DutyMember> {
    const member = (await this.members()).find((one) => one.id === id);
    if (!member) throw errors.noSuchMember();
    return member;
  }
}
