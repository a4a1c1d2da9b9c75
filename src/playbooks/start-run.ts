import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Incidents, isOpen } from '../incidents/index.js';
import { type Actor, Change } from '../people/index.js';
import { BeginRun } from './begin-run.js';
import { errors } from './errors.js';
import { RunStore } from './run-store.js';
import { PlaybookShelf } from './shelf.js';
import type { Run } from './types.js';

const input = z.object({ playbookId: z.string().min(1), incidentId: z.uuid() });

/** Starts a playbook by hand. Throws `no-such-playbook`, `unreadable` with its lines, `already-running`, `incident-ended`. */
@Injectable()
export class StartRun extends Change<z.output<typeof input>, Run> {
  readonly name = 'playbooks.start';
  readonly permission = 'playbook:run';
  readonly input = input;

  constructor(
    private readonly shelf: PlaybookShelf,
    private readonly incidents: Incidents,
    private readonly runs: RunStore,
    private readonly begin: BeginRun,
  ) {
    super();
  }

  protected async perform({ playbookId, incidentId }: z.output<typeof input>, by: Actor, now: Date) {
    const playbook = this.shelf.get(playbookId);
    const incident = await this.incidents.hold(incidentId);
    if (!isOpen(incident)) throw errors.incidentEnded({ incidentId, state: incident.state });
    await this.runs.lockIncident(incidentId);
    const run = await this.begin.of(playbook, incidentId, by.person, now);
    return { result: run, subject: { type: 'run', id: run.id }, detail: { playbook: playbookId, incidentId } };
  }
}
