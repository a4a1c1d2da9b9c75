import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DayReported } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { Clock, Events } from '../../platform/index.js';
import { HostOutbox } from './host-outbox.js';
import { isDue, isFull, isSilent } from './host-rules.js';
import { HostTroubles } from './host-troubles.js';
import { type HostDay, HostWatch } from './host-watch.js';

const EVERY_MS = 30_000;

/** Asks hosts how their day goes, and acts when one is full or says nothing. */
@Injectable()
export class WatchHosts implements OnModuleInit {
  private readonly logger = new Logger('rerouting');
  private readonly by = Actor.system('rerouting');

  constructor(
    private readonly watch: HostWatch,
    private readonly troubles: HostTroubles,
    private readonly outbox: HostOutbox,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.on(DayReported, 'rerouting.watch-hosts', ({ officeId }) => this.heard(officeId));
  }

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    await this.look().catch((error) => this.logger.error(error));
  }

  /** What is due now: questions are sent, silent hosts are noted; each once, however many servers look. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const days = await this.watch.days(now);
    await this.outbox.write(days.flatMap((day) => dueOn(day, now)));
    const silent = days.filter(({ questions, today }) => isSilent(questions, today, now));
    await this.troubles.note(
      this.by,
      silent.map(({ host, date }) => ({ requestId: host.id, kind: 'silent', day: date })),
    );
  }

  /** A host has said something: it may be full, and a draft may look different. */
  private async heard(officeId: string): Promise<void> {
    for (const { host, date, today } of await this.watch.days(this.clock.now(), officeId)) {
      if (isFull(today, host)) await this.troubles.note(this.by, [{ requestId: host.id, kind: 'full', day: date }]);
      else await this.troubles.adaptDraft(this.by, host.incidentId);
    }
  }
}

function dueOn({ host, date, questions, today }: HostDay, now: Date) {
  return questions.filter((question) => isDue(question, today, now)).map(({ kind }) => ({ requestId: host.id, kind, day: date }));
}
