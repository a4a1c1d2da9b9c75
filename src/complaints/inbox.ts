import { Injectable } from '@nestjs/common';
import { type Agency, Directory } from '../directory/index.js';
import { Aside } from './aside.js';
import { BeginComplaint, type Circumstances } from './begin-complaint.js';
import { ContinueComplaint } from './continue-complaint.js';
import { type Reading, readText, saysSomething } from './reading.js';
import type { Message, Said } from './types.js';

/** Decides what an incoming message is, writes it down, and says what is replied. Inside the verb's transaction. */
@Injectable()
export class Inbox {
  constructor(
    private readonly directory: Directory,
    private readonly aside: Aside,
    private readonly begin: BeginComplaint,
    private readonly goOn: ContinueComplaint,
  ) {}

  async deal(message: Message, circumstances: Circumstances, now: Date): Promise<Said> {
    const { sender, locale } = circumstances;
    const flood = await this.aside.flood(message, sender, locale, now);
    if (flood) return flood;
    const agencies = message.door === 'sms' ? await this.agencies() : [];
    const reading = readText(
      message.text,
      agencies.map((agency) => agency.smsCode),
    );
    if (!saysSomething(reading.body)) return this.aside.empty(message, locale);
    const asked = await this.aside.statusAsked(message, reading.body, locale);
    if (asked) return asked;
    const agencyRegion = agencies.find((agency) => agency.smsCode === reading.code)?.regionCode;
    return this.talk(message, reading, { ...circumstances, agencyRegion }, now);
  }

  /** An agency code begins a complaint; without one an SMS continues something, or is told how to write. */
  private async talk(message: Message, reading: Reading, circumstances: Circumstances, now: Date): Promise<Said> {
    if (reading.code) return this.begin.from(message, reading, circumstances, now);
    const { sender, tracking, locale } = circumstances;
    if (message.door !== 'sms' && !tracking) return this.begin.from(message, reading, circumstances, now);
    const named = tracking ? await this.goOn.named(tracking) : undefined;
    const answered = await this.goOn.answer(
      message,
      reading.body,
      named ? { complaintId: named.id } : { senderId: sender?.id },
      now,
    );
    if (answered) return answered;
    const open = named ?? (sender && !reading.unknownCode ? await this.goOn.newestOpenOf(sender.id) : undefined);
    return open ? this.goOn.add(message, open, now) : this.aside.loose(message, 'unknown-agency', locale);
  }

  private async agencies(): Promise<(Agency & { smsCode: string })[]> {
    const all = await this.directory.agencies();
    return all.filter((agency): agency is Agency & { smsCode: string } => agency.smsCode !== undefined);
  }
}
