import { Injectable } from '@nestjs/common';
import { Complaints } from '../../complaints/index.js';
import { DataLosses } from '../../custody/index.js';
import { Dispensations } from '../../dispensation/index.js';
import type { Incident } from '../../incidents/index.js';
import { UndeliveredNews } from '../../operations/index.js';
import type { Actor } from '../../people/index.js';
import { HeldWork } from '../../platform/index.js';
import { type Run, Runs } from '../../playbooks/index.js';
import { isDraft, Reroutes } from '../../rerouting/index.js';
import { BackupDuties } from './backup-duties.js';
import type { Duty } from './duty.js';
import { WatchDuties } from './watch-duties.js';

/** What waits, and for whom, over all rooms. */
@Injectable()
export class DutyList {
  constructor(
    private readonly reroutes: Reroutes,
    private readonly dispensations: Dispensations,
    private readonly complaints: Complaints,
    private readonly runs: Runs,
    private readonly watch: WatchDuties,
    private readonly undelivered: UndeliveredNews,
    private readonly held: HeldWork,
    private readonly losses: DataLosses,
    private readonly backup: BackupDuties,
  ) {}

  /** Her own duties first, the oldest on top. */
  async of(actor: Actor, open: (Incident & { officeName: string })[]): Promise<Duty[]> {
    const duties = [
      ...(await this.watch.of(actor, open)),
      ...(await this.reroutesOf(open, actor)),
      ...(await this.decisions(actor)),
      ...(await this.steps(actor)),
      ...(await this.waitingComplaints(actor)),
      ...(await this.undeliveredNews(actor)),
      ...(await this.heldWork(actor)),
      ...(await this.lossNotices(actor)),
      ...(await this.backup.of(actor)),
    ];
    return duties.sort((a, b) => Number(b.mine) - Number(a.mine) || (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0));
  }

  private async reroutesOf(open: (Incident & { officeName: string })[], actor: Actor): Promise<Duty[]> {
    const drafts = open.map(async ({ id, officeName, reportedBy }) => {
      const found = (await this.reroutes.ofIncident(id)).filter(isDraft);
      return found.map((reroute) => ({
        text: reroute.state === 'proposed' ? 'ask-hosts' : 'approve-reroute',
        params: { office: officeName },
        href: `/dasbor/pengalihan/${reroute.id}`,
        since: reroute.askedAt ?? reroute.proposedAt,
        mine: actor.may('reroute:approve') && ![reroute.proposedBy, reportedBy].includes(actor.person),
      }));
    });
    return (await Promise.all(drafts)).flat();
  }

  private async decisions(actor: Actor): Promise<Duty[]> {
    const proposed = (await this.dispensations.all()).filter(({ state }) => state === 'proposed');
    return proposed.map(({ id, issuer, proposedAt, proposedBy }) => ({
      text: 'sign-dispensation',
      params: { issuer },
      href: `/dasbor/dispensasi/${id}`,
      since: proposedAt,
      mine: actor.may('dispensation:sign') && proposedBy !== actor.person,
    }));
  }

  private async steps(actor: Actor): Promise<Duty[]> {
    return (await this.runs.live()).flatMap((run) => stepsOf(run, actor));
  }

  private async waitingComplaints(actor: Actor): Promise<Duty[]> {
    if (!actor.may('complaint:handle')) return [];
    const count = (await this.complaints.open()).length;
    return count === 0 ? [] : [{ text: 'complaints', params: { count }, href: '/dasbor/pengaduan', mine: true }];
  }

  private async lossNotices(actor: Actor): Promise<Duty[]> {
    const mine = actor.may('custody:data-loss');
    return (await this.losses.waiting()).map(({ incidentId }) => ({
      text: 'data-loss',
      params: {},
      href: `/dasbor/titipan/${incidentId}#data`,
      mine,
    }));
  }

  private async heldWork(actor: Actor): Promise<Duty[]> {
    const since = actor.may('workflow:decide') ? await this.held.since() : undefined;
    if (!since) return [];
    const count = (await this.held.all()).length;
    return [{ text: 'held', params: { count }, href: '/dasbor/tertahan', since, mine: true }];
  }

  private async undeliveredNews(actor: Actor): Promise<Duty[]> {
    if (!actor.may('news:redeliver')) return [];
    const [oldest, ...more] = await this.undelivered.all();
    if (!oldest) return [];
    return [{ text: 'news', params: { count: more.length + 1 }, href: '/dasbor/kabar', since: oldest.failedAt, mine: true }];
  }
}

/** Steps that wait for a person with a role, and steps that failed. */
function stepsOf(run: Run, actor: Actor): Duty[] {
  return run.playbook.steps.flatMap((definition) => {
    const step = run.steps.find(({ stepId }) => stepId === definition.id);
    const failed = step?.state === 'failed';
    if (!step || !(failed || (step.state === 'waiting' && definition.kind === 'person'))) return [];
    const mine =
      definition.kind === 'person' ? (actor.holders as readonly string[]).includes(definition.role) : actor.may('playbook:run');
    const duty = { params: { titles: definition.title }, href: `/dasbor/kejadian/${run.incidentId}`, since: step.beganAt };
    return [{ text: failed ? 'step-failed' : 'step', ...duty, mine }];
  });
}
