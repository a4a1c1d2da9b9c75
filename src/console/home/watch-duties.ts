import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { CheckIns, type Incident, mayNotConfirm, Reconfirmations } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import type { Duty } from './duty.js';

type Named = Incident & { officeName: string };

/** What waits about the status of offices: reports to confirm, closures to confirm again, offices that have not said that they opened. */
@Injectable()
export class WatchDuties {
  constructor(
    private readonly reconfirmations: Reconfirmations,
    private readonly checkIns: CheckIns,
    private readonly directory: Directory,
  ) {}

  async of(actor: Actor, open: readonly Named[]): Promise<Duty[]> {
    const reported = open.filter(({ state }) => state === 'reported');
    const together = [...Map.groupBy(reported, ({ id, waveId }) => waveId ?? id).values()];
    return [
      ...together.map((some) => confirmation(some, actor)),
      ...(await this.reconfirmation(actor, open)),
      ...(await this.silence(actor)),
    ];
  }

  private async reconfirmation(actor: Actor, open: readonly Named[]): Promise<Duty[]> {
    const nameOf = new Map(open.map(({ id, officeName }) => [id, officeName]));
    return (await this.reconfirmations.due()).map(({ id, staleAt, isStale }) => ({
      text: isStale ? 'reconfirm-stale' : 'reconfirm',
      params: { office: nameOf.get(id) },
      href: `/dasbor/kejadian/${id}`,
      since: isStale ? staleAt : undefined,
      mine: actor.may('incident:confirm'),
    }));
  }

  private async silence(actor: Actor): Promise<Duty[]> {
    const silent = await this.checkIns.silent();
    const offices = await this.directory.officesByIds(silent.map(({ officeId }) => officeId));
    return silent.map(({ officeId, opensAt }) => ({
      text: 'not-open',
      params: { office: offices.find(({ id }) => id === officeId)?.name ?? officeId },
      href: '/dasbor/loket',
      since: opensAt,
      mine: actor.may('day:report'),
    }));
  }
}

/** Reports of one wave wait together. */
function confirmation([first, ...others]: readonly Named[], actor: Actor): Duty {
  const { id, waveId, officeName: office, reportedAt, via } = first!;
  const mine = actor.may('incident:confirm') && !mayNotConfirm(first!, actor.person);
  if (others.length > 0)
    return {
      text: 'confirm-wave',
      params: { count: others.length + 1 },
      href: `/dasbor/serentak/${waveId}`,
      since: reportedAt,
      mine,
    };
  const text = via === 'sms' ? 'call-back' : 'confirm-incident';
  return { text, params: { office }, href: `/dasbor/kejadian/${id}`, since: reportedAt, mine };
}
