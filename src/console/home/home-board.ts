import { Injectable } from '@nestjs/common';
import { type SourceStanding, Sources } from '../../backup/index.js';
import { Directory } from '../../directory/index.js';
import { type Alarm, type Incident, Incidents } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import type { Duty } from './duty.js';
import { DutyList } from './duty-list.js';
import { HomeWatch } from './home-watch.js';

type Named = Incident & { officeName: string };

/** An open incident, or all open ones of a wave together. */
export interface OpenLine extends Named {
  isStale: boolean;
  /** More than one for a wave. */
  offices: number;
}

export interface Board {
  open: OpenLine[];
  alarms: (Alarm & { officeName: string; actorName?: string })[];
  duties: Duty[];
  /** For those who may read them. */
  sources?: SourceStanding[];
}

/** What the home page is made of. */
@Injectable()
export class HomeBoard {
  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
    private readonly dutyList: DutyList,
    private readonly sources: Sources,
    private readonly watch: HomeWatch,
  ) {}

  async of(actor: Actor): Promise<Board> {
    const open = await this.named(await this.incidents.open());
    const [duties, sources, stale, alarms] = await Promise.all([
      this.dutyList.of(actor, open),
      actor.may('backup:read') ? this.sources.all() : undefined,
      this.watch.stale(),
      this.watch.alarms(),
    ]);
    return { open: linesOf(open, stale), alarms: await this.named(alarms), duties, sources };
  }

  private async named<T extends { officeId?: string; sourceId?: string }>(things: T[]): Promise<(T & { officeName: string })[]> {
    const offices = await this.directory.officesByIds([...new Set(things.flatMap(({ officeId }) => officeId ?? []))]);
    const names = new Map(offices.map(({ id, name }) => [id, name]));
    return things.map((thing) => {
      const id = thing.officeId ?? thing.sourceId ?? '';
      return { ...thing, officeName: names.get(id) ?? id };
    });
  }
}

function linesOf(open: readonly Named[], stale: ReadonlySet<string>): OpenLine[] {
  const together = [...Map.groupBy(open, ({ id, waveId }) => waveId ?? id).values()];
  return together.map((some) => ({ ...some[0]!, offices: some.length, isStale: some.some(({ id }) => stale.has(id)) }));
}
