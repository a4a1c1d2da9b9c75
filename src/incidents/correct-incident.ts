import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../people/index.js';
import { EndOfIncident } from './end-of-incident.js';
import { IncidentStore } from './incident-store.js';
import { optionalWords } from './input.js';
import { correct } from './rules.js';
import type { Incident } from './types.js';

const input = z.object({ incidentId: z.uuid(), reason: optionalWords(300) });

/** Declared by mistake: everything it said is taken back in one step, and the public sees that it was. Throws `not-allowed-now`. */
@Injectable()
export class CorrectIncident extends Change<z.output<typeof input>, Incident> {
  readonly name = 'incidents.correct';
  readonly permission = 'incident:correct';
  readonly input = input;

  constructor(
    private readonly incidents: IncidentStore,
    private readonly end: EndOfIncident,
  ) {
    super();
  }

  protected async perform({ incidentId, reason }: z.output<typeof input>, by: Actor, now: Date) {
    const corrected = correct(await this.incidents.lock(incidentId), reason, by.person, now);
    await this.end.of(corrected, by, now);
    return { result: corrected, subject: { type: 'incident', id: incidentId }, detail: { office: corrected.officeId } };
  }
}
