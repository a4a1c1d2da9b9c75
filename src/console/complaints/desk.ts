import { Injectable } from '@nestjs/common';
import {
  AnswerComplaint,
  CloseComplaint,
  Complaints,
  HandOnComplaint,
  ReceiveMessage,
  RevealSender,
} from '../../complaints/index.js';
import { Actor } from '../../people/index.js';
import { Clock } from '../../platform/index.js';

/** What an officer can do with a complaint. */
@Injectable()
export class ComplaintDesk {
  constructor(
    readonly answer: AnswerComplaint,
    readonly handOn: HandOnComplaint,
    readonly close: CloseComplaint,
    readonly reveal: RevealSender,
    private readonly receive: ReceiveMessage,
    private readonly complaints: Complaints,
    private readonly clock: Clock,
  ) {}

  /** Who may not handle complaints is not told whether a number exists. */
  async idOf(by: Actor, tracking: string): Promise<string> {
    by.must('complaint:handle');
    return (await this.complaints.byTracking(tracking)).id;
  }

  /** A complaint by telephone; returns its tracking number. */
  async recordCall(by: Actor, { text, from, place, key }: Record<string, unknown>): Promise<string | undefined> {
    const given = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined);
    const call = { door: 'call', text: text ?? '', key, from: given(from), place: given(place), receivedAt: this.clock.now() };
    return (await this.receive.run(by, call)).tracking;
  }
}
