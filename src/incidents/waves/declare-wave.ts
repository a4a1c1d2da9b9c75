import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Office } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { moment, newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { IncidentLog } from '../incident-log.js';
import { IncidentStore } from '../incident-store.js';
import { optionalWords } from '../input.js';
import { OfficeStatuses } from '../office-statuses.js';
import { Persons } from '../persons.js';
import { covers, report } from '../rules.js';
import type { Incident } from '../types.js';
import { Area, areaInput } from './area.js';
import type { AlreadyDeclared, Declared, Wave } from './types.js';
import { WaveStore } from './wave-store.js';

const input = areaInput({ cause: optionalWords(200), beganAt: moment.optional(), expectedEnd: moment.optional() });
type Command = z.output<typeof input>;

/**
 * Marks many offices as unavailable by one declaration: an incident for each, public at once, as unconfirmed. Of two people who
 * declare overlapping lists, one wins for each office and the other is told which. Throws what `Area.offices` throws,
 * `began-in-future`, `end-before-start`, and `all-already-declared` when nothing is left to close.
 */
@Injectable()
export class DeclareWave extends Change<Command, Declared> {
  readonly name = 'incidents.declare-wave';
  readonly permission = 'incident:declare';
  readonly input = input;

  constructor(
    private readonly area: Area,
    private readonly waves: WaveStore,
    private readonly incidents: IncidentStore,
    private readonly log: IncidentLog,
    private readonly statuses: OfficeStatuses,
    private readonly persons: Persons,
  ) {
    super();
  }

  protected async perform({ cause, beganAt, expectedEnd, ...wanted }: Command, by: Actor, now: Date) {
    const { offices, offerings } = await this.area.offices(wanted);
    await this.incidents.lockOffices(offices.map(({ id }) => id));
    const already = await this.already(offices);
    const taken = new Set(already.map(({ officeId }) => officeId));
    const free = offices.filter(({ id }) => !taken.has(id));
    if (free.length === 0) throw errors.allAlreadyDeclared({ already });
    const wave: Wave = { id: newId(), declaredAt: now, declaredBy: by.person, cause };
    const what = { cause, beganAt: beganAt ?? now, expectedEnd, waveId: wave.id };
    const incidents = free.map(({ id: officeId }) => report({ ...what, id: newId(), officeId }, by.person, now));
    await this.waves.add(wave);
    await this.log.open(incidents[0]!, ...incidents.slice(1));
    await this.statuses.suspendAll(wave.id, incidents, offerings, by);
    const detail = { offices: incidents.map(({ officeId }) => officeId), already: [...taken] };
    return { result: { wave, incidents, already }, subject: { type: 'wave', id: wave.id }, detail };
  }

  private async already(offices: readonly Office[]): Promise<AlreadyDeclared[]> {
    const open = (await this.incidents.openAtOffices(offices.map(({ id }) => id))).filter((one) => covers(one, undefined));
    const nameOf = open.length > 0 ? await this.persons.names() : () => undefined;
    const officeName = (officeId: string) => offices.find(({ id }) => id === officeId)?.name ?? officeId;
    return firstOfEach(open).map(({ officeId, id: incidentId, reportedBy, reportedAt }) => ({
      officeId,
      officeName: officeName(officeId),
      incidentId,
      reporter: nameOf(reportedBy) ?? reportedBy,
      reportedAt,
    }));
  }
}

function firstOfEach(open: readonly Incident[]): Incident[] {
  return open.filter((incident, index) => open.findIndex(({ officeId }) => officeId === incident.officeId) === index);
}
