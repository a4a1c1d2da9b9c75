import { Injectable } from '@nestjs/common';
import { type SharedAlarm, SharedAlarms, Sources } from '../../backup/index.js';
import { Directory } from '../../directory/index.js';
import { personOf, Roster } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import type { Letter } from '../post.js';
import type { Alarm, AlarmCall } from '../types.js';
import { AlarmWays } from './alarm-ways.js';

interface Words {
  subject: string;
  detail: string;
}

/** The words of an alarm. */
@Injectable()
export class AlarmLetters {
  constructor(
    private readonly texts: Texts,
    private readonly ways: AlarmWays,
    private readonly directory: Directory,
    private readonly roster: Roster,
    private readonly sources: Sources,
    private readonly shared: SharedAlarms,
  ) {}

  async write(alarm: Alarm, call: AlarmCall): Promise<Letter> {
    const members = await this.roster.members();
    const member = members.find(({ id }) => id === call.memberId);
    const to = call.channel === 'email' ? member?.email : member?.phone;
    if (!member || !to) throw new Error('this place is no longer on the roster, or has lost its address');
    const actor = members.find((one) => personOf(one) === alarm.by)?.functionName ?? 'Sinambung';
    const { subject, detail } = await this.words(alarm, actor);
    return { to, subject, text: `${subject}${detail} ${await this.ways.of(alarm, member)}` };
  }

  private words(alarm: Alarm, actor: string): Promise<Words> {
    if (alarm.kind === 'keeping') return this.ofVaults();
    return alarm.sourceId ? this.ofSource(alarm.sourceId) : this.ofOffice(alarm, actor);
  }

  private async ofOffice({ kind, officeId }: Alarm, actor: string): Promise<Words> {
    const office = (await this.directory.office(officeId as string)).name;
    return { subject: this.texts.t('id', `incidents:alarm.${kind}`, { office, actor }), detail: '' };
  }

  /** With what is wrong at the moment of telling. */
  private async ofSource(sourceId: string): Promise<Words> {
    const { source, alarms, damaged } = await this.sources.get(sourceId);
    const reasons = [
      ...alarms.map((alarm) => this.texts.t('id', `backup:alarm.${alarm}`)),
      ...damaged.map(({ vaultId: vault, points: n }) => this.texts.t('id', 'backup:damage.in-vault', { vault, n })),
    ];
    return { subject: this.texts.t('id', 'incidents:alarm.backup', { office: source.name }), detail: `: ${reasons.join(' ')}` };
  }

  private async ofVaults(): Promise<Words> {
    const reasons = (await this.shared.all()).map((alarm) => this.reason(alarm));
    return { subject: this.texts.t('id', 'incidents:alarm.keeping'), detail: `: ${reasons.join(' ')}` };
  }

  private reason(alarm: SharedAlarm): string {
    if ('escrow' in alarm) return this.texts.t('id', `backup:escrow.alarm.${alarm.escrow}`);
    const { code, detail, context } = alarm.trouble;
    const key = `errors-${code.replace('.', ':')}.message`;
    const what = this.texts.has(key) ? this.texts.t('id', key, context) : detail;
    return this.texts.t('id', 'backup:catalogue.trouble', { vault: alarm.vaultId, what });
  }
}
