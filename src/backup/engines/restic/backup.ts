import type { DomainError } from '../../../platform/index.js';
import { errors } from '../../errors.js';
import { done, type Opened, restic } from './program.js';

/** What restic says that it has copied. */
export interface Summary {
  files: number;
  bytes: number;
  /** How the number of the snapshot begins. */
  snapshot: string;
}

export interface Wanted {
  folder: string;
  exclude: readonly string[];
  /** By which the snapshot is found again. */
  pointId: string;
  /** The same for all snapshots of a source, so that each one is taken after the one before. */
  host: string;
  cache: string;
}

const SHOWN = 20;
const SOME_UNREADABLE = 3;

/** Copies a folder's content as a snapshot. Throws `files-unreadable` with their names; restic has saved a snapshot by then. */
export async function backUp(repository: Opened, { folder, exclude, pointId, host, cache }: Wanted): Promise<Summary> {
  // A pattern is held against the whole path, so that without the folder before it the names above would count too.
  const excluded = exclude.flatMap((pattern) => ['--exclude', `${folder.replace(/[*?[\]\\]/g, '\\$&')}/**/${pattern}`]);
  const args = ['backup', '--tag', pointId, '--host', host, ...excluded, '.'];
  const child = restic(repository, args, { cwd: folder, cache });
  const summaries: Record<string, unknown>[] = [];
  const unreadable: string[] = [];
  eachLine(child.process.stdout, (line) => {
    if (line.message_type === 'summary') summaries.push(line);
  });
  eachLine(child.process.stderr, (line) => {
    if (line.message_type === 'error') unreadable.push(String(line.item));
  });
  await done(child, repository.vault).catch((error: DomainError) => {
    if (error.context.code !== SOME_UNREADABLE) throw error;
    const names = unreadable.slice(0, SHOWN).join(', ');
    throw errors.filesUnreadable({ n: unreadable.length, detail: names });
  });
  // Whatever its exit code says: without its last words nobody knows what it has done.
  const [summary] = summaries;
  if (!summary) throw errors.cutShort({ detail: 'restic backup: no summary' });
  return {
    files: Number(summary.total_files_processed),
    bytes: Number(summary.total_bytes_processed),
    snapshot: String(summary.snapshot_id),
  };
}

function eachLine(stream: NodeJS.ReadableStream, use: (line: Record<string, unknown>) => void): void {
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) if (line.startsWith('{')) use(parsed(line));
  });
}

/** What is no JSON is a word for people. */
function parsed(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
