import { z } from 'zod';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30m`, `24h`, `7d`: milliseconds. */
const duration = z
  .string()
  .regex(/^[1-9]\d*[mhd]$/, 'must be a number and m, h or d, like 24h')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS]);
/** `"01:00"`: milliseconds after midnight. */
const hour = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be an hour in quotes, like "01:00"')
  .transform((text) => Number(text.slice(0, 2)) * UNITS.h + Number(text.slice(3)) * UNITS.m);
const id = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'must be small letters, digits and -');
const setting = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'must be the name of an environment variable');
const rhythm = z.strictObject({ every: duration, at: hour }).transform(({ every, at }) => ({ everyMs: every, atMs: at }));

const recipients = z.array(z.string().startsWith('age1', 'must be an age recipient (age1…)')).default([]);

const common = {
  id,
  name: z.string().min(1),
  office: id,
  services: z.array(id).default([]),
  schedule: z.strictObject({ take: rhythm, prove: rhythm }),
  vaults: z.array(id).min(1, 'must name at least one vault'),
  keep: z.number().int().min(1),
  targets: z.strictObject({ rpo: duration, rto: duration }).transform(({ rpo, rto }) => ({ rpoMs: rpo, rtoMs: rto })),
  recipients,
};

const SYSTEMS = ['postgresql', 'mariadb'] as const;

const database = z
  .strictObject({
    ...common,
    engine: z.literal('dump'),
    system: z.enum(SYSTEMS, `must be ${SYSTEMS.join(' or ')}`).default('postgresql'),
    connection: z.strictObject({
      setting,
      restore: setting.optional(),
      demonstration: z
        .string()
        .regex(/^[a-z][a-z0-9_]{0,40}$/)
        .optional(),
    }),
    assertions: z.array(z.strictObject({ name: z.string().min(1), sql: z.string().min(1) })).default([]),
  })
  .refine(({ system, connection }) => system === 'postgresql' || connection.demonstration === undefined, {
    path: ['connection', 'demonstration'],
    message: "lies beside Sinambung's own database, so it needs system: postgresql",
  });

const inside = z
  .string()
  .regex(/^[^/]/, 'must be a path inside the folder, without / before it')
  .refine((path) => !path.split('/').includes('..'), 'must stay inside the folder');

/** Each holds where a restored folder has `path`, or at least `atLeast` files that match the pattern `files`. */
const folderAssertion = z.union([
  z.strictObject({ name: z.string().min(1), path: inside }),
  z.strictObject({ name: z.string().min(1), files: inside, atLeast: z.number().int().min(1) }),
]);

const folder = z.strictObject({
  ...common,
  engine: z.literal('restic'),
  folder: z.strictObject({
    setting,
    /** Where it is restored to; beside the folder itself when not given. */
    restore: setting.optional(),
    /** In a demonstration: below SINAMBUNG_DATA. */
    demonstration: inside.optional(),
  }),
  /** The last parts of a path, wherever below the folder; `*` and `?` stand for characters of one part. */
  exclude: z
    .array(inside.regex(/^(?!.*\*\*)[^[\]{}\\!$]*$/, 'may have * and ? in it, but no other sign of patterns'))
    .default([]),
  assertions: z.array(folderAssertion).default([]),
});

/** A whole PostgreSQL server, which can go back to any moment: its files, and its write-ahead log as it comes. */
const cluster = z.strictObject({
  ...common,
  engine: z.literal('pgbackrest'),
  schedule: z.strictObject({ take: rhythm, prove: rhythm, full: rhythm, differential: rhythm }),
  cluster: z.strictObject({
    /** The address of the database that the proofs compare. */
    setting,
    /** Where the server keeps its data directory. */
    data: setting,
    /** A folder of the server's user: the configuration for the server, and what is restored. */
    work: setting,
  }),
  /** So often the log is sent on, also where little is written. */
  wal: z.strictObject({ every: duration }).transform(({ every }) => ({ everyMs: every })),
  assertions: z.array(z.strictObject({ name: z.string().min(1), sql: z.string().min(1) })).default([]),
});

export const sourceSchema = z.discriminatedUnion('engine', [database, folder, cluster]);

const vault = z.discriminatedUnion('kind', [
  z.strictObject({ id, kind: z.literal('folder'), path: z.string().min(1) }),
  z.strictObject({ id, kind: z.literal('s3'), bucket: z.string().min(3).max(63).optional() }),
  z.strictObject({ id, kind: z.literal('minio'), bucket: z.string().min(3).max(63).optional() }),
]);

export const vaultsSchema = z.strictObject({ vaults: z.array(vault) });

/** What is protected, as its file on the backup shelf says. Durations in milliseconds. */
export type Source = z.output<typeof sourceSchema>;
export type DatabaseSource = z.output<typeof database>;
export type FolderSource = z.output<typeof folder>;
export type ClusterSource = z.output<typeof cluster>;
export type VaultEntry = z.output<typeof vault>;

/** What it is: a database of this system, a whole server, or a folder. */
export function kindOf(source: Source): DatabaseSource['system'] | 'cluster' | 'folder' {
  if ('cluster' in source) return 'cluster';
  return 'system' in source ? source.system : 'folder';
}
