import { Injectable } from '@nestjs/common';
import { type Received, ReceiveMessage } from '../../complaints/index.js';
import { Actor } from '../../people/index.js';
import type { Chapter } from './chapter.js';
import { SENDER } from './facts.js';

const QUESTION = {
  key: 'kediri-1',
  text: 'KABKEDIRI samsat katang tutup, bayar pajak dimana?',
  receivedAt: '2025-09-01T08:20:00+07:00',
};
const PLACE = { key: 'kediri-2', text: 'kras', receivedAt: '2025-09-01T08:21:00+07:00' };

/** The gateway's ids make the same message count once, however often the story is continued. */
@Injectable()
export class TextMessage implements Chapter {
  readonly at = '2025-09-01T08:21:30+07:00';
  readonly title = 'A citizen asks by SMS; she is asked which kecamatan, and answered with the reroute';

  private answers: Received[] = [];

  constructor(private readonly receive: ReceiveMessage) {}

  async isOver(): Promise<boolean> {
    return false;
  }

  async play(): Promise<void> {
    this.answers = [];
    for (const message of [QUESTION, PLACE])
      this.answers.push(await this.receive.run(Actor.public(), { door: 'sms', from: SENDER, ...message }));
  }

  async hasSettled(): Promise<boolean> {
    return true;
  }

  async tell(): Promise<string[]> {
    const lines = [QUESTION, PLACE].flatMap(({ text }, index) => [
      `< ${text}`,
      ...(this.answers[index]?.replies ?? []).map((reply) => `> ${reply}`),
    ]);
    return [...lines, `/pengaduan/${this.answers[0]?.tracking}`];
  }
}
