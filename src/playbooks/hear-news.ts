import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { IncidentCorrected } from '../incidents/index.js';
import { type Actor, Change } from '../people/index.js';
import { BeginRun } from './begin-run.js';
import { moveRun } from './rules.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';
import { PlaybookShelf } from './shelf.js';

const input = z.object({ incidentId: z.uuid(), event: z.string().min(1) });
type News = z.output<typeof input>;

/**
 * Takes down news of an incident, starts the playbooks that start on it, and moves its runs on. A correction stops them. Hearing
 * the same news twice changes nothing more.
 */
@Injectable()
export class HearNews extends Change<News, void> {
  readonly name = 'playbooks.hear';
  readonly permission = 'playbook:run';
  readonly input = input;

  constructor(
    private readonly shelf: PlaybookShelf,
    private readonly runs: RunStore,
    private readonly desk: RunDesk,
    private readonly begin: BeginRun,
  ) {
    super();
  }

  protected async perform({ incidentId, event }: News, by: Actor, now: Date) {
    await this.runs.lockIncident(incidentId);
    await this.runs.addNews(incidentId, event, now);
    for (const run of await this.runs.lockLive(incidentId)) {
      await this.desk.goOn(run, event === IncidentCorrected.name ? moveRun(run, 'stop', now) : run, now);
    }
    const started = await this.startOn({ incidentId, event }, by, now);
    return { result: undefined, subject: { type: 'incident', id: incidentId }, detail: { event, started } };
  }

  private async startOn({ incidentId, event }: News, by: Actor, now: Date): Promise<string[]> {
    const there = new Set((await this.runs.ofIncident(incidentId)).map((run) => run.playbook.id));
    const matching = this.shelf.playbooks().filter((playbook) => playbook.startsOn === event && !there.has(playbook.id));
    if ((await this.runs.happened(incidentId)).has(IncidentCorrected.name)) return [];
    for (const playbook of matching) await this.begin.of(playbook, incidentId, by.person, now);
    return matching.map(({ id }) => id);
  }
}
