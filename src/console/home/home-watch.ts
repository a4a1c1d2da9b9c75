import { Injectable } from '@nestjs/common';
import { type Alarm, Alarms, Persons, Reconfirmations } from '../../incidents/index.js';

/** What the home page watches: which closures are stale, and which alarms nobody has seen. */
@Injectable()
export class HomeWatch {
  constructor(
    private readonly reconfirmations: Reconfirmations,
    private readonly unseen: Alarms,
    private readonly persons: Persons,
  ) {}

  async stale(): Promise<Set<string>> {
    return new Set((await this.reconfirmations.due()).filter(({ isStale }) => isStale).map(({ id }) => id));
  }

  async alarms(): Promise<(Alarm & { actorName?: string })[]> {
    const alarms = await this.unseen.unseen();
    const nameOf = alarms.length > 0 ? await this.persons.names() : () => undefined;
    return alarms.map((alarm) => ({ ...alarm, actorName: nameOf(alarm.by) ?? 'Sinambung' }));
  }
}
