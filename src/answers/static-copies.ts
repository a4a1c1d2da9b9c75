import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Question } from '../directory/index.js';
import { Clock, Config, Durable, Tx } from '../platform/index.js';
import { Answers } from './answers.js';
import { StaticPages } from './static-pages.js';
import { ToldStore } from './told-store.js';
import { writeAtomically } from './write-atomically.js';

export const WRITE_COPIES = 'answers.write-copies';
const AT_ONCE = 100;
const FOLDER = 'layanan';
const MANIFEST = 'manifest.json';

/**
 * The public answers as plain files in SINAMBUNG_PUBLIC, which any web server can serve while this one is down:
 * `layanan/<service>/<region>/index.html`, `answer.json`, `answer.txt`, and `manifest.json` with their digests.
 * They say nothing that is true only at the moment of writing.
 */
@Injectable()
export class StaticCopies implements OnModuleInit {
  constructor(
    private readonly durable: Durable,
    private readonly answers: Answers,
    private readonly pages: StaticPages,
    private readonly told: ToldStore,
    private readonly tx: Tx,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(WRITE_COPIES, (questions?: Question[]) => this.writeAll(questions));
  }

  /** Takes all copies away, inside the caller's transaction; a writer that had begun is waited for. */
  async clear(): Promise<void> {
    await this.told.takeTurn();
    for (const name of [FOLDER, MANIFEST]) await rm(path.join(this.config.publicFolder, name), { recursive: true, force: true });
  }

  /** Those questions, or every one that was ever answered. */
  private async writeAll(questions?: Question[]): Promise<void> {
    const wanted = questions ?? (await this.told.questions());
    for (let from = 0; from < wanted.length; from += AT_ONCE) await this.write(wanted.slice(from, from + AT_ONCE));
  }

  /** Writes what is told now. Writers take turns, so that the newest answer is the one that stays. */
  private write(questions: Question[]): Promise<void> {
    return this.tx.housekeeping('answers.write-copies', async () => {
      await this.told.takeTurn();
      const written: Manifest['files'] = {};
      for (const answer of await this.answers.lasting(questions)) {
        const files = this.pages.filesOf(answer);
        for (const [name, text] of Object.entries(files)) {
          const file = `${FOLDER}/${answer.service.id}/${answer.region.code}/${name}`;
          await writeAtomically(path.join(this.config.publicFolder, file), text);
          written[file] = { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
        }
      }
      await this.list(written);
    });
  }

  private async list(written: Manifest['files']): Promise<void> {
    const file = path.join(this.config.publicFolder, MANIFEST);
    const files = { ...(await readManifest(file)).files, ...written };
    const manifest: Manifest = { writtenAt: this.clock.now().toISOString(), files };
    await writeAtomically(file, `${JSON.stringify(manifest, null, 1)}\n`);
  }
}

interface Manifest {
  writtenAt: string;
  /** By path below the folder. */
  files: Record<string, { bytes: number; sha256: string }>;
}

/** One that is missing or broken is made anew. */
async function readManifest(file: string): Promise<Pick<Manifest, 'files'>> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return { files: {} };
  }
}
