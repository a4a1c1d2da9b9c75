import { Injectable } from '@nestjs/common';
import type { Question } from '../../directory/index.js';
import { Clock, Tx } from '../../platform/index.js';
import { Answers } from '../answers.js';
import { ToldStore } from '../told-store.js';
import { CopyIndex } from './copy-index.js';
import type { CopyFile, CopyPlace } from './copy-place.js';
import { asJson, entryOf, filesListed, folderOf, MANIFEST, type Manifest, readManifest } from './manifest.js';
import { StaticPages } from './static-pages.js';

/** Writes what is told now, some questions at a time. Writers take turns, so that the newest answer is the one that stays. */
@Injectable()
export class CopyWriter {
  constructor(
    private readonly answers: Answers,
    private readonly pages: StaticPages,
    private readonly index: CopyIndex,
    private readonly told: ToldStore,
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  /** Throws `answers.copies-away`. */
  write(place: CopyPlace, questions: Question[]): Promise<void> {
    return this.inTurn(async () => {
      const answers = await this.answers.lasting(questions);
      const pages = answers.flatMap((answer) =>
        Object.entries(this.pages.filesOf(answer)).map(([name, text]) => ({
          path: `${folderOf(answer.service.id, answer.region.code)}/${name}`,
          text,
        })),
      );
      const files = [...pages, ...(await this.index.files(place, answers.map(entryOf)))];
      await place.write(files);
      await this.list(place, files);
    });
  }

  /** Notes that every answer has just been written. */
  finish(place: CopyPlace): Promise<void> {
    return this.inTurn(() => this.list(place, [], this.clock.now().toISOString()));
  }

  /** The manifest comes last: what it lists is there. */
  private async list(place: CopyPlace, written: CopyFile[], whole?: string): Promise<void> {
    const { files, wholeAt } = await readManifest(place);
    const manifest: Manifest = {
      writtenAt: this.clock.now().toISOString(),
      wholeAt: whole ?? wholeAt,
      files: { ...files, ...filesListed(written) },
    };
    await place.write([{ path: MANIFEST, text: asJson(manifest) }]);
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    return this.tx.housekeeping('answers.write-copies', async () => {
      await this.told.takeTurn();
      await work();
    });
  }
}
