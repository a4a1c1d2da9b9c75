import { lstat } from 'node:fs/promises';
import { errors } from '../../errors.js';
import { compareFacts, differences, type Facts, type ResticManifest } from '../../manifest.js';
import type { Summary } from './backup.js';
import type { FolderDigests } from './folder-digests.js';
import { excluder, type Found } from './folder-entries.js';
import { folderFacts, LOOSE, partOf } from './folder-facts.js';

type Changed = NonNullable<ResticManifest['changed']>;

/** The kernel's clock for files goes by ticks. */
const TICK_MS = 20;
const SHOWN = 20;

/**
 * A folder cannot be held still. What nobody touched since the copying began is compared with the folder itself; for the rest the
 * copy says what it holds, and the names of what changed are written down.
 */
export class Watch {
  private readonly since = Date.now() - TICK_MS;

  constructor(
    private readonly folder: string,
    private readonly exclude: readonly string[],
    private readonly known: FolderDigests,
  ) {}

  /** Reads while the copying goes on, so that hardly more than a look is left for later. What cannot be read is told then. */
  async during<T>(copying: Promise<T>): Promise<T> {
    const stop = new AbortController();
    const ahead = this.read(() => stop.signal.throwIfAborted()).catch(() => undefined);
    try {
      return await copying;
    } catch (error) {
      stop.abort();
      throw error;
    } finally {
      await ahead;
    }
  }

  /** Throws `not-the-same` where the copy differs in what nobody touched. */
  async facts(said: Summary, held: () => Promise<Facts>): Promise<{ facts: Facts; changed?: Changed }> {
    const changed: Changed = { entries: 0, names: [] };
    const parts = new Set<string>();
    const note = (entry: Pick<Found, 'path' | 'kind' | 'changedAt'>) => {
      if (entry.changedAt < this.since) return;
      parts.add(partOf(entry));
      changed.entries++;
      if (changed.names.length < SHOWN) changed.names.push(Buffer.from(entry.path, 'latin1').toString());
    };
    const there = await this.read(note);
    note({ path: LOOSE, kind: 'file', changedAt: (await lstat(this.folder)).ctimeMs });
    if (changed.entries === 0) return { facts: agreed(there, said) };
    const facts = await held();
    const mayBeGone = (name: string) => parts.has(LOOSE) && !there.tables.some((part) => part.name === name);
    const untouched = ({ tables }: Facts) => ({
      tables: tables.filter(({ name }) => !parts.has(name) && !mayBeGone(name)),
      shape: {},
    });
    refuse(differences(compareFacts(untouched(there), untouched(facts))));
    return { facts, changed };
  }

  private async read(onEntry?: (entry: Found) => void): Promise<Facts> {
    const look = { isExcluded: excluder(this.exclude), known: this.known };
    const facts = await folderFacts(this.folder, look, onEntry);
    await this.known.end();
    return facts;
  }
}

function agreed(there: Facts, { files, bytes }: Summary): Facts {
  refuse(
    differences(
      compareFacts(
        { tables: [], shape: { files: there.shape.files ?? 0, bytes: there.shape.bytes ?? 0 } },
        { tables: [], shape: { files, bytes } },
      ),
    ),
  );
  return there;
}

function refuse(wrong: string[]): void {
  if (wrong.length > 0) throw errors.notTheSame({ detail: wrong.slice(0, 10).join('; ') });
}
