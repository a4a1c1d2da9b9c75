import { Injectable } from '@nestjs/common';
import { Calendar, civilDate } from '../platform/index.js';
import { ComplaintParameters } from './parameters.js';
import { words } from './reading.js';

const QUESTION =
  /\?|\b(apa|apakah|bagaimana|gimana|berapa|dimana|di mana|kemana|ke mana|kapan|kenapa|mengapa|where|when|how|what)\b/;

/** A question is answered in the shorter time of a request for information. */
export function asksSomething(text: string): boolean {
  return text.includes('?') || QUESTION.test(words(text));
}

/** When a complaint has to be dealt with: working days of the civil calendar, counted from the day after it came. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly calendar: Calendar,
    private readonly parameters: ComplaintParameters,
  ) {}

  of(text: string, receivedAt: Date): { replyBy: string; resolveBy: string } {
    const { reply, resolve } = this.parameters.deadlines;
    const kind = asksSomething(text) ? resolve.information : resolve.complaint;
    const day = civilDate(receivedAt);
    return {
      replyBy: this.calendar.addWorkingDays(day, reply.workingDays),
      resolveBy: this.calendar.addWorkingDays(day, kind.workingDays),
    };
  }

  silentAfter(answeredAt: Date): string {
    return this.calendar.addWorkingDays(civilDate(answeredAt), this.parameters.deadlines.closeWithoutReply.workingDays);
  }
}
