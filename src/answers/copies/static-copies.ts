import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Catchments, type Question } from '../../directory/index.js';
import { Clock, Durable } from '../../platform/index.js';
import { ToldStore } from '../told-store.js';
import type { CopyPlace } from './copy-place.js';
import { CopyPlaces } from './copy-places.js';
import { CopyWriter, type Written } from './copy-writer.js';
import { MANIFEST, readManifest } from './manifest.js';
import { WRITE_COPIES } from './write-copies.js';

const AT_ONCE = 50;
const WHOLE_AFTER_MS = 24 * 3_600_000;

/**
 * The public answers as plain files at each place, which any web server can serve while this one is down:
 * `layanan/<service>/<region>/index.html`, `answer.json`, `answer.txt`; `index.html` and `wilayah/<kab/kota>.html` to find them by;
 * `pencarian.json` for programs; and `manifest.json` with their digests. They say nothing that is true only at the moment of writing.
 */
@Injectable()
export class StaticCopies implements OnModuleInit {
  private readonly logger = new Logger('copies');

  constructor(
    private readonly durable: Durable,
    private readonly writer: CopyWriter,
    private readonly places: CopyPlaces,
    private readonly catchments: Catchments,
    private readonly told: ToldStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(WRITE_COPIES, async (questions?: Question[]) => {
      for (const place of this.places.all) await this.writeTo(place, questions);
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
    const isWhole = age >= WHOLE_AFTER_MS;
    await this.writeAll(place, isWhole ? await this.catchments.everyone() : await this.told.questions(), isWhole);
  }

  private async writeAll(place: CopyPlace, questions: Question[], isWhole = false): Promise<void> {
    const written: Written[] = [];
    for (let from = 0; from < questions.length; from += AT_ONCE)
      written.push(await this.writer.write(place, questions.slice(from, from + AT_ONCE)));
    await this.writer.list(place, written, isWhole);
  }
}
