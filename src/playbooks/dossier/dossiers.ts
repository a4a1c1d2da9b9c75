import { Injectable } from '@nestjs/common';
import { Answers } from '../../answers/index.js';
import { Directory } from '../../directory/index.js';
import { Incidents } from '../../incidents/index.js';
import { Clock } from '../../platform/index.js';
import { Reroutes } from '../../rerouting/index.js';
import { Runs } from '../runs.js';
import { Deeds } from './deeds.js';
import { doneLines, timelineLines } from './done.js';
import { undoneLines } from './not-done.js';
import { announced, answersTold, toldLines } from './said.js';
import type { Dossier, DossierLine } from './types.js';

/** Puts together what the rooms have on record of one incident. It changes nothing and leaves nothing out. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
    private readonly reroutes: Reroutes,
    private readonly answers: Answers,
    private readonly runs: Runs,
    private readonly deeds: Deeds,
    private readonly clock: Clock,
  ) {}

  /** Throws `incidents.no-such-incident`. */
  async of(incidentId: string): Promise<Dossier> {
    const incident = await this.incidents.get(incidentId);
    const tellings = await this.answers.tellings(incidentId);
    const reroutes = await this.reroutes.ofIncident(incidentId);
    const runs = await this.runs.ofIncident(incidentId);
    const { decisions, announcement, ledger } = await this.deeds.of(incidentId);
    const entries = await this.deeds.entries({
      incident: [incidentId],
      wave: incident.waveId ? [incident.waveId] : [],
      reroute: reroutes.map(({ id }) => id),
      dispensation: decisions.map(({ decision }) => decision.id),
      announcement: announcement ? [announcement.id] : [],
      run: runs.map(({ id }) => id),
    });
    const undone = {
      incident,
      isAnnounced: announcement !== undefined,
      reroutes: await Promise.all(reroutes.map(async (reroute) => ({ reroute, ...(await this.planOf(reroute.id)) }))),
      decisions: decisions.map(({ decision }) => decision),
      runs,
    };
    return {
      incident,
      office: await this.directory.office(incident.officeId),
      madeAt: this.clock.now(),
      lines: [
        ...inOrder([
          ...toldLines(tellings),
          ...announced(announcement),
          ...doneLines(entries),
          ...timelineLines(await this.incidents.timeline(incidentId)),
        ]),
        ...undoneLines(undone),
      ],
      answers: answersTold(tellings),
      reroutes,
      decisions,
      ledger,
    };
  }

  private async planOf(rerouteId: string) {
    return { requests: await this.reroutes.requests(rerouteId), gaps: await this.reroutes.gaps(rerouteId) };
  }
}

function inOrder(lines: DossierLine[]): DossierLine[] {
  return lines.sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
}
