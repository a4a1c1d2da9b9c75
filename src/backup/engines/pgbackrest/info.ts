import { z } from 'zod';
import type { BackupKind } from '../../manifest.js';
import { lastDue, type Rhythm, type Zone } from '../../rules.js';

const backup = z.object({
  label: z.string(),
  type: z.enum(['full', 'diff', 'incr']),
  error: z.boolean().nullable().default(false),
  annotation: z.record(z.string(), z.string()).nullable().default(null),
  reference: z.array(z.string()).nullable(),
  archive: z.object({ start: z.string(), stop: z.string() }),
  info: z.object({ size: z.number(), repository: z.object({ delta: z.number() }) }),
  lsn: z.object({ start: z.string(), stop: z.string() }).optional(),
  timestamp: z.object({ start: z.number(), stop: z.number() }),
});
const stanza = z.object({
  archive: z.array(z.object({ id: z.string() })),
  backup: z.array(backup),
  status: z.object({ code: z.number(), message: z.string() }),
});

export type BackupInfo = z.output<typeof backup>;

/** What `info --output=json` says of one stanza: its backups, oldest first, and which log archive is the current one. */
export function readInfo(text: string): { backups: BackupInfo[]; archive?: string } {
  const [found] = z.array(stanza).parse(JSON.parse(text));
  return { backups: found?.backup ?? [], archive: found?.archive.at(-1)?.id };
}

/** The point that a backup was made for. */
export function pointOf({ annotation }: BackupInfo): string | undefined {
  return annotation?.point;
}

/** `now` by the server's clock, `zone` the source's. A full one when none is there since one was due; then a differential one likewise; otherwise what changed since the last. */
export function kindDue(
  rhythms: { full: Rhythm; differential: Rhythm },
  backups: readonly BackupInfo[],
  now: Date,
  zone: Zone,
): BackupKind {
  const since = (rhythm: Rhythm, kinds: BackupKind[]) =>
    backups.some(({ type, timestamp }) => kinds.includes(type) && timestamp.stop * 1000 >= lastDue(rhythm, now, zone).getTime());
  if (!since(rhythms.full, ['full'])) return 'full';
  return since(rhythms.differential, ['full', 'diff']) ? 'incr' : 'diff';
}
