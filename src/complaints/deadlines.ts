import { Injectable } from '@nestjs/common';
import { Calendar } from '../platform/index.js';
import { ComplaintParameters } from './parameters.js';
import { words } from './reading.js';

const QUESTION =
  /\?|\b(apa|apakah|bagaimana|gimana|berapa|dimana|di mana|kemana|ke mana|kapan|kenapa|mengapa|where|when|how|what)\b/;

/** The civil day `'2025-08-30'` on which `at` falls in an IANA zone. */
export function dayIn(at: Date, zone = 'Asia/Jakarta'): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);
}

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
    const day = dayIn(receivedAt);
    return {
      replyBy: this.calendar.addWorkingDays(day, reply.workingDays),
      resolveBy: this.calendar.addWorkingDays(day, kind.workingDays),
    };
  }

  silentAfter(answeredAt: Date): string {
    return this.calendar.addWorkingDays(dayIn(answeredAt), this.parameters.deadlines.closeWithoutReply.workingDays);
  }
}
