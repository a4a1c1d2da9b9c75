import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/index.js';
import { ObligationStore } from '../obligations/obligation-store.js';
import { partState } from '../rules.js';
import { AuthorityShelf } from '../shelf.js';
import { type Dispensation, type PartState, parts, type Terms } from '../types.js';
import { DispensationStore } from './dispensation-store.js';

/** What has been decided about lateness, and what may be promised because of it. */
@Injectable()
export class Dispensations {
  constructor(
    private readonly store: DispensationStore,
    private readonly obligations: ObligationStore,
    private readonly authorities: AuthorityShelf,
    private readonly clock: Clock,
  ) {}

  /** One entry for each part of the bill, in the bill's order, as it was on record at `at`; `granted` only what is signed. */
  async partsFor(officeId: string, at: Date = this.clock.now()): Promise<PartState[]> {
    return (await this.partsForAll([officeId], at)).get(officeId)!;
  }

  /** The same for many offices, by the id of the office. */
  async partsForAll(officeIds: string[], at: Date = this.clock.now()): Promise<Map<string, PartState[]>> {
    const decided = Map.groupBy(await this.store.ofOffices(officeIds), ({ officeId }) => officeId);
    const partsOf = (officeId: string) =>
      parts.map((part) => partState(part, this.authorities.of(part), decided.get(officeId) ?? [], at));
    return new Map(officeIds.map((officeId) => [officeId, partsOf(officeId)]));
  }

  /** Newest first. */
  ofIncident(incidentId: string): Promise<Dispensation[]> {
    return this.store.ofIncident(incidentId);
  }

  /** Newest first. */
  all(): Promise<Dispensation[]> {
    return this.store.all();
  }

  /** Throws `dispensation.no-such-dispensation`. */
  get(id: string): Promise<Dispensation> {
    return this.store.get(id);
  }

  /** How many obligations such terms would excuse by what has been imported. */
  countExcused(terms: Terms): Promise<number> {
    return this.obligations.countExcused(terms);
  }
}
