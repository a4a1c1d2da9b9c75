import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Catchments, type Question } from '../../directory/index.js';
import { Clock, Durable } from '../../platform/index.js';
import { ToldStore } from '../told-store.js';
import type { CopyPlace } from './copy-place.js';
import { CopyPlaces } from './copy-places.js';
import { CopyWriter } from './copy-writer.js';
import { MANIFEST, readManifest } from './manifest.js';
import { WRITE_COPIES } from './write-copies.js';

const AT_ONCE = 100;
const WHOLE_AFTER_MS = 24 * 3_600_000;

/**
 * The public answers as plain files at each place, which any web server can serve while this one is down:
 * `layanan/<service>/<region>/index.html`, `answer.json`, `answer.txt`; `index.html` and `wilayah/<kab/kota>.html` to find them by;
 * `pencarian.json` for programs; and `manifest.json` with their digests. They say nothing that is true only at the moment of writing.
 */
@Injectable()
export class StaticCopies implements OnModuleInit {
  private readonly logger = new Logger('copies');
  /** One writer in a process waits for its turn: each that waits holds a connection. */
  private before: Promise<void> = Promise.resolve();

  constructor(
    private readonly durable: Durable,
    private readonly writer: CopyWriter,
    private readonly places: CopyPlaces,
    private readonly catchments: Catchments,
    private readonly told: ToldStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(WRITE_COPIES, (questions?: Question[]) => {
      const written = this.before.then(() => this.writeEverywhere(questions));
      this.before = written;
      return written;
    });
  }

  /** Takes all copies away, inside the caller's transaction; a writer that had begun is waited for. Throws `answers.copies-away`. */
  async clear(): Promise<void> {
    await this.told.takeTurn();
    for (const place of this.places.all) {
      const { files } = await readManifest(place);
      await place.remove([...Object.keys(files), MANIFEST]);
    }
  }

  private async writeEverywhere(questions?: Question[]): Promise<void> {
    for (const place of this.places.all) await this.writeTo(place, questions);
  }

  /** A place that is away does not keep the others waiting; the next tick fills it. */
  private async writeTo(place: CopyPlace, questions?: Question[]): Promise<void> {
    try {
      if (questions) await this.writeAll(place, questions);
      else await this.writeDue(place);
    } catch (error) {
      this.logger.error(`${place.name}: ${(error as Error).stack}`);
    }
  }

  /** Every answer once a day, and in between each one about which something was ever told. */
  private async writeDue(place: CopyPlace): Promise<void> {
    const { wholeAt } = await readManifest(place);
    const age = wholeAt === undefined ? Number.POSITIVE_INFINITY : Math.abs(this.clock.now().getTime() - Date.parse(wholeAt));
    if (age < WHOLE_AFTER_MS) return this.writeAll(place, await this.told.questions());
    await this.writeAll(place, await this.catchments.everyone());
    await this.writer.finish(place);
  }

  private async writeAll(place: CopyPlace, questions: Question[]): Promise<void> {
    for (let from = 0; from < questions.length; from += AT_ONCE)
      await this.writer.write(place, questions.slice(from, from + AT_ONCE));
  }
}
