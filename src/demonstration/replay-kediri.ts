import { Inject, Injectable } from '@nestjs/common';
import { SealLedger, VerifyLedger } from '../audit/index.js';
import { Actor } from '../people/index.js';
import { Clock, Instance } from '../platform/index.js';
import { DemonstrationStore } from './demonstration-store.js';
import { errors } from './errors.js';
import type { Chapter } from './kediri/index.js';
import { SetDemonstrationClock } from './set-demonstration-clock.js';

/** Injection token: the chapters in their order. */
export const STORY = Symbol('STORY');

const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 180_000;

/** What `replay` reports as it goes. */
export type Teller = (at: string, title: string, lines: string[]) => void;

/** Plays the Kediri story against a running server. What was played before is skipped. */
@Injectable()
export class ReplayKediri {
  private readonly by = Actor.system('demonstration');

  constructor(
    @Inject(STORY) private readonly chapters: Chapter[],
    private readonly instance: Instance,
    private readonly clock: Clock,
    private readonly setClock: SetDemonstrationClock,
    private readonly store: DemonstrationStore,
    private readonly seal: SealLedger,
    private readonly verify: VerifyLedger,
  ) {}

  async run(tell: Teller): Promise<void> {
    this.instance.requireDemonstration();
    for (const chapter of this.chapters) {
      await this.play(chapter);
      tell(chapter.at, chapter.title, await chapter.tell());
    }
    await this.seal.run();
    const { sealed, intact } = await this.verify.run();
    tell('', 'Everything above stands in the ledger', [
      `${sealed} entries sealed, ${intact ? 'the chain verifies' : 'THE CHAIN IS BROKEN'}`,
      '/dasbor/catatan',
    ]);
  }

  private async play(chapter: Chapter): Promise<void> {
    if (!(await chapter.isOver())) {
      await this.forwardTo(chapter.at);
      await chapter.play();
    }
    await this.settled(chapter);
  }

  /** Never back: what was recorded keeps its order. */
  private async forwardTo(at: string): Promise<void> {
    if (this.clock.now() < new Date(at)) await this.setClock.run(this.by, { at });
  }

  /** Until the chapter's own end is seen and all that it set going is over: each chapter begins from the same state. */
  private async settled(chapter: Chapter): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (!((await chapter.hasSettled()) && (await this.store.isQuiet()))) {
      if (performance.now() > until) throw errors.nothingHappens({ chapter: chapter.title });
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}
