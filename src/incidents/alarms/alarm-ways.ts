import { Injectable } from '@nestjs/common';
import { Accounts, Actor, type DutyMember, Roster } from '../../people/index.js';
import { Config, Texts } from '../../platform/index.js';
import type { Alarm } from '../types.js';

/** Where an alarm leads somebody on the roster. */
@Injectable()
export class AlarmWays {
  constructor(
    private readonly config: Config,
    private readonly texts: Texts,
    private readonly roster: Roster,
    private readonly accounts: Accounts,
  ) {}

  /** To the page of what it is about; who may not open that one is told whom to call. */
  async of(alarm: Alarm, member: DutyMember): Promise<string> {
    const home = `${this.config.url}/dasbor`;
    if (!isOnBoard(alarm)) return home + wayTo(alarm);
    const readers = await this.readers();
    if (!member.accountId || readers.has(member.accountId)) return home + wayTo(alarm);
    const reader = (await this.roster.members()).find(({ accountId }) => accountId && readers.has(accountId));
    const who = reader?.functionName ?? this.texts.t('id', 'incidents:alarm.call-admin');
    return `${this.texts.t('id', 'incidents:alarm.call', { who })} ${home}`;
  }

  /** The accounts that may read the board. */
  private async readers(): Promise<Set<string>> {
    const all = await this.accounts.all();
    return new Set(all.flatMap(({ id, roles }) => (Actor.account(id, roles).may('backup:read') ? [id] : [])));
  }
}

function isOnBoard({ kind, sourceId }: Alarm): boolean {
  return kind === 'keeping' || sourceId !== undefined;
}

function wayTo(alarm: Alarm): string {
  if (isOnBoard(alarm)) return alarm.sourceId ? `/pemulihan/${alarm.sourceId}` : '/pemulihan';
  return alarm.incidentId ? `/kejadian/${alarm.incidentId}` : '';
}
