import { Injectable } from '@nestjs/common';
import { type DutyMember, personOf, Roster } from '../../people/index.js';
import { Clock, Durable, Tx } from '../../platform/index.js';
import { Post } from '../post.js';
import { waysTo } from '../rules.js';
import type { Alarm, AlarmCall } from '../types.js';
import { AlarmLetters } from './alarm-letters.js';
import { AlarmStore } from './alarm-store.js';

export const TELL_ALARM = 'incidents.tell-alarm';

/** Tells everybody on the roster but the one who acted: choose and record whom, tell, record how it went. */
@Injectable()
export class AlarmWorkflow {
  constructor(
    private readonly durable: Durable,
    private readonly tx: Tx,
    private readonly clock: Clock,
    private readonly alarms: AlarmStore,
    private readonly roster: Roster,
    private readonly post: Post,
    private readonly letters: AlarmLetters,
  ) {
    durable.workflow(TELL_ALARM, (alarmId: string) => this.tell(alarmId));
  }

  private async tell(alarmId: string): Promise<void> {
    const alarm = await this.alarms.get(alarmId);
    const calls = await this.tx.housekeeping('incidents.choose-whom-to-alarm', () => this.choose(alarm));
    for (const call of calls) {
      const { channel } = call;
      if (channel === 'none') continue;
      const key = `${alarmId}-${call.memberId}-${channel}`;
      const { outcome, error } = await this.durable.step('tell', () =>
        this.post.send(channel, key, () => this.letters.write(alarm, call)),
      );
      await this.tx.housekeeping('incidents.record-alarm-call', () => this.alarms.recordOutcome(call, outcome, error));
    }
  }

  private async choose({ id: alarmId, by }: Alarm): Promise<AlarmCall[]> {
    const at = this.clock.now();
    const others = (await this.roster.members()).filter((member) => personOf(member) !== by);
    const calls = others.flatMap((member) => this.callsTo(member).map((call) => ({ ...call, alarmId, at })));
    await this.alarms.addCalls(calls);
    return calls;
  }

  private callsTo(member: DutyMember): Omit<AlarmCall, 'alarmId' | 'at'>[] {
    const { id: memberId, functionName } = member;
    return waysTo(member, this.post.gateways).map((way) => ({ memberId, functionName, ...way }));
  }
}
