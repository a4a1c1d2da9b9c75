import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { type Incident, Incidents, isOpen, type TimelineEntry } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { Clock, type Locale } from '../../platform/index.js';
import type { Run } from '../../playbooks/index.js';
import { checklist } from './checklist.js';
import { IncidentWatch } from './incident-watch.js';
import { Names } from './names.js';
import { RunShelf } from './run-shelf.js';

const ARRIVAL_MS = 20_000;
const TAGS = { reported: 'wait', confirmed: 'stop', closed: 'ok', corrected: 'plain' } as const;

/** What the pages show of an incident. */
@Injectable()
export class IncidentView {
  constructor(
    private readonly directory: Directory,
    private readonly incidents: Incidents,
    private readonly names: Names,
    private readonly shelf: RunShelf,
    private readonly watch: IncidentWatch,
    private readonly clock: Clock,
  ) {}

  async lines(incidents: readonly Incident[], locale: Locale) {
    const offices = new Map((await this.directory.offices()).map((office) => [office.id, office]));
    return incidents.map((incident) => {
      const office = offices.get(incident.officeId);
      const part = office?.parts.find(({ id }) => id === incident.part);
      return {
        ...incident,
        officeName: office?.name ?? incident.officeId,
        partName: part?.names[locale] ?? incident.part,
        tag: TAGS[incident.state],
        isOpen: isOpen(incident),
      };
    });
  }

  async of(incident: Incident, by: Actor, locale: Locale) {
    const nameOf = await this.names.in(locale);
    const [line] = await this.lines([incident], locale);
    const { id } = incident;
    const runs = await this.shelf.runs.ofIncident(id);
    return {
      incident: {
        ...line,
        reporter: nameOf(incident.reportedBy),
        confirmer: nameOf(incident.confirmedBy),
        closer: nameOf(incident.closedBy),
      },
      timeline: (await this.incidents.timeline(id)).map((entry) => ({
        ...entry,
        byName: nameOf(entry.by),
        ...shownDetail(entry),
      })),
      ...(await this.watch.of(incident)),
      escalation: await this.incidents.escalation(id),
      calls: await this.incidents.calls(id),
      runs: runs.map((run) => checklist(run, by, locale, nameOf, this.clock.now())),
      ...this.startable(incident, runs, by, locale),
      links: await this.shelf.links(id),
    };
  }

  /** News takes a moment to arrive: only then is the absence of a run worth a button. */
  private startable(incident: Incident, runs: readonly Run[], by: Actor, locale: Locale) {
    const problems = this.shelf.problems();
    const isFresh = this.clock.now().getTime() - incident.reportedAt.getTime() < ARRIVAL_MS;
    const isStarting = isFresh && runs.length === 0 && problems.length === 0;
    const may = isOpen(incident) && by.may('playbook:run') && !isStarting;
    return { problems, noRun: isStarting ? 'starting' : 'none', startable: may ? this.shelf.startable(runs, locale) : [] };
  }
}

/** Times come back from the record as text. */
function shownDetail({ detail }: TimelineEntry) {
  const { cause, reason, functionName, reopenedAt } = detail as Record<string, string | undefined>;
  return { words: cause ?? reason ?? functionName, reopenedAt: reopenedAt && new Date(reopenedAt) };
}
