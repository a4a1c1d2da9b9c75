import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { DomainError } from '../../../platform/index.js';
import { run } from '../child.js';
import { backrestOutput, type Repository } from './backrest.js';
import { programsOf } from './restored-server.js';
import type { Segment } from './wal.js';

const COMMIT = /COMMIT(?: PREPARED|_PREPARED)? (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})\d* UTC/g;
/** So many segments without a commit are looked through, before one that is that quiet is given up. */
const QUIET = 64;

/** When the transactions were committed that the log in a vault speaks of. */
@Injectable()
export class LogTimes {
  private readonly known = new Map<string, Date | undefined>();

  /** Of the newest commit in these segments, oldest first; going back to just before it leaves out that one alone. */
  async lastCommit(repository: Repository, major: number, segments: readonly Segment[]): Promise<Date | undefined> {
    for (const segment of segments.slice(-QUIET).toReversed()) {
      const found = await this.inSegment(repository, major, segment);
      if (found) return found;
    }
    return undefined;
  }

  private async inSegment(repository: Repository, major: number, segment: Segment): Promise<Date | undefined> {
    const key = `${repository.config} ${segment.key}`;
    if (!this.known.has(key)) this.known.set(key, await readCommit(repository, major, segment));
    return this.known.get(key);
  }
}

async function readCommit(repository: Repository, major: number, { name, key }: Segment): Promise<Date | undefined> {
  const inside = key.slice(key.indexOf('/archive/') + 1);
  const packed = await backrestOutput({ ...repository, url: undefined }, 'repo-get', [inside]);
  const folder = await mkdtemp(path.join(tmpdir(), 'wal-'));
  try {
    await writeFile(path.join(folder, name), key.endsWith('.zst') ? zstdDecompressSync(packed) : packed);
    return lastIn(await dumped(path.join(await programsOf(major), 'pg_waldump'), path.join(folder, name)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const END = /could not find a valid record|error in WAL record/;

/** It ends with an error where the log was switched to the next segment: what it wrote until then is all there is. Another error is one. */
export async function dumped(program: string, file: string): Promise<string> {
  const child = run(program, ['--rmgr=Transaction', file], { TZ: 'UTC' });
  let text = '';
  child.process.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  await child.ended.catch((error: DomainError) => {
    if (!END.test(String(error.context.detail))) throw error;
  });
  return text;
}

function lastIn(text: string): Date | undefined {
  const times = [...text.matchAll(COMMIT)].map(([, day, hour]) => `${day}T${hour}Z`).sort();
  const last = times.at(-1);
  return last === undefined ? undefined : new Date(last);
}
