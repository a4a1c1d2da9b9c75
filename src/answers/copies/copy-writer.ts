import { setImmediate as others } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Question } from '../../directory/index.js';
import { Clock, Tx } from '../../platform/index.js';
import { Answers } from '../answers.js';
import { ToldStore } from '../told-store.js';
import { CopyIndex } from './copy-index.js';
import type { CopyFile, CopyPlace } from './copy-place.js';
import { asJson, entryOf, filesListed, folderOf, type IndexEntry, MANIFEST, type Manifest, readManifest } from './manifest.js';
import { StaticPages } from './static-pages.js';

/** What was written and is not listed yet. */
export interface Written {
  files: Manifest['files'];
  entries: IndexEntry[];
}

/** Writes what is told now, some questions at a time. Writers take turns, so that the newest answer is the one that stays. */
@Injectable()
export class CopyWriter {
  /** In one process one waits for the turn, the others for that one: each that waits for it holds a connection. */
  private before: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly answers: Answers,
    private readonly pages: StaticPages,
    private readonly index: CopyIndex,
    private readonly told: ToldStore,
    private readonly tx: Tx,
    private readonly clock: Clock,
  ) {}

  /** Throws `answers.copies-away`. */
  write(place: CopyPlace, questions: Question[]): Promise<Written> {
    return this.inTurn(async () => {
      const files: CopyFile[] = [];
      const entries: IndexEntry[] = [];
      for (const answer of await this.answers.lasting(questions)) {
        entries.push(entryOf(answer));
        for (const [name, text] of Object.entries(this.pages.filesOf(answer)))
          files.push({ path: `${folderOf(answer.service.id, answer.region.code)}/${name}`, text });
        // Making pages takes the processor: whoever waits for an answer of the server goes first.
        await others();
      }
      await place.write(files);
      return { files: filesListed(files), entries };
    });
  }

  /** Lists what was written, in the pages to find it by and in the manifest; `whole` when it was every answer. Throws the same. */
  list(place: CopyPlace, written: Written[], whole: boolean): Promise<void> {
    return this.inTurn(async () => {
      const indexes = await this.index.files(
        place,
        written.flatMap(({ entries }) => entries),
      );
      await place.write(indexes);
      await others();
      const before = await readManifest(place);
      const now = this.clock.now().toISOString();
      const manifest: Manifest = {
        writtenAt: now,
        wholeAt: whole ? now : before.wholeAt,
        files: Object.assign({}, before.files, ...written.map(({ files }) => files), filesListed(indexes)),
      };
      // It comes last: what it lists is there.
      await place.write([{ path: MANIFEST, text: asJson(manifest) }]);
    });
  }

  private inTurn<R>(work: () => Promise<R>): Promise<R> {
    const mine = this.before.then(() =>
      this.tx.housekeeping('answers.write-copies', async () => {
        await this.told.takeTurn();
        return work();
      }),
    );
    this.before = mine.catch(() => undefined);
    return mine;
  }
}
