import { Encrypter } from 'age-encryption';
import { z } from 'zod';
import { paymentQueries, settlementFormat } from './losses/settlement-format.js';
import { ZONES } from './rules.js';

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000, y: 365 * 86_400_000 } as const;

/** `30m`, `24h`, `7d`: milliseconds. */
const duration = z
  .string()
  .regex(/^[1-9]\d*[mhd]$/, 'must be a number and m, h or d, like 24h')
  .transform((text) => Number(text.slice(0, -1)) * UNITS[text.slice(-1) as keyof typeof UNITS]);
/** `5y`: years as well, for what archives ask. */
const longDuration = z
  .string()
  .regex(/^[1-9]\d*[dy]$/, 'must be a number and d or y, like 5y')
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
const count = z.number().int().min(0).default(0);
const retention = z.strictObject({
  last: z.number().int().min(1, 'must be at least 1'),
  daily: count,
  weekly: count,
  monthly: count,
  yearly: count,
  class: id.optional(),
});

const common = {
  id,
  name: z.string().min(1),
  /** The building it stands in; the product's own database stands in none. */
  office: id.optional(),
  zone: z.string().min(1).optional(),
  services: z.array(id).default([]),
  /** Sources that are restored before this one. */
  after: z.array(id).default([]),
  schedule: z.strictObject({ zone: z.enum(ZONES).optional(), take: rhythm, prove: rhythm, verify: rhythm }),
  vaults: z.array(id).min(1, 'must name at least one vault'),
  retention,
  alarms: z
    .strictObject({ again: duration.default(3 * UNITS.d), shrunk: z.number().gt(0).lt(1).default(0.5) })
    .prefault({})
    .transform(({ again, shrunk }) => ({ againMs: again, shrunk })),
  targets: z.strictObject({ rpo: duration, rto: duration }).transform(({ rpo, rto }) => ({ rpoMs: rpo, rtoMs: rto })),
  recipients,
};

const SYSTEMS = ['postgresql', 'mariadb'] as const;

const elsewhere = z.strictObject({
  own: z.undefined().optional(),
  setting,
  restore: setting.optional(),
  demonstration: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,40}$/)
    .optional(),
});
/** The database that this product itself runs on. */
const ownDatabase = z.strictObject({ own: z.literal(true), restore: setting.optional() });

const database = z
  .strictObject({
    ...common,
    engine: z.literal('dump'),
    system: z.enum(SYSTEMS, `must be ${SYSTEMS.join(' or ')}`).default('postgresql'),
    connection: z.discriminatedUnion('own', [ownDatabase, elsewhere]),
    assertions: z.array(z.strictObject({ name: z.string().min(1), sql: z.string().min(1) })).default([]),
    settlements: z.array(settlementFormat).default([]),
    payments: paymentQueries.optional(),
  })
  .refine(({ system, connection }) => system === 'postgresql' || !('demonstration' in connection), {
    path: ['connection', 'demonstration'],
    message: "lies beside Sinambung's own database, so it needs system: postgresql",
  })
  .refine(({ system, connection }) => system === 'postgresql' || !connection.own, {
    path: ['connection', 'own'],
    message: "Sinambung's own database is PostgreSQL, so it needs system: postgresql",
  })
  .refine(({ system, payments }) => system === 'postgresql' || payments === undefined, {
    path: ['payments'],
    message: 'can be looked up in system: postgresql alone',
  })
  .refine(({ settlements, payments }) => settlements.length === 0 || payments !== undefined, {
    path: ['settlements'],
    message: 'need payments: how one is found in the restored database',
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
  schedule: common.schedule.extend({ full: rhythm, differential: rhythm }),
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

const bucket = z.string().min(3).max(63);
const zone = z.string().min(1);

/** Where a vault stands: `zone` is what one fire, flood or quake may take at once, a region's code or any word. */
const standing = { id, site: z.string().min(1).optional(), zone: zone.optional(), medium: z.string().min(1).optional() };
const s3 = {
  ...standing,
  settings: setting.optional(),
  bucket: bucket.optional(),
  probe: bucket.optional(),
  lock: z.strictObject({ days: z.number().int().min(1), mode: z.enum(['governance', 'compliance']) }).optional(),
};

const vault = z.discriminatedUnion('kind', [
  z.strictObject({ ...standing, kind: z.literal('folder'), path: z.string().min(1), probe: z.string().min(1).optional() }),
  z.strictObject({ ...s3, kind: z.literal('s3') }),
  z.strictObject({ ...s3, kind: z.literal('minio') }),
]);

export const vaultsSchema = z.strictObject({ vaults: z.array(vault) });

export const classesSchema = z.strictObject({
  classes: z.array(
    z
      .strictObject({ id, name: z.string().min(1), source: z.string().min(1), minimum: longDuration, confirmed: z.boolean() })
      .transform(({ minimum, ...one }) => ({ ...one, minimumMs: minimum })),
  ),
});

export const systemsSchema = z.strictObject({
  systems: z.array(
    z.strictObject({ id, name: z.string().min(1), services: z.array(id).min(1), sources: z.array(id).default([]) }),
  ),
});

/** Whose key opens every copy and the installation's other keys, besides its own; each lies with an officer, off the server. */
export const escrowSchema = z.strictObject({
  recipients: z.array(
    z.strictObject({
      /** A function, not a person. */
      holder: z.string().min(1),
      recipient: z.string().refine(isRecipient, 'must be an age recipient (age1…)'),
      /** Where the key lies. */
      kept: z.string().min(1),
    }),
  ),
  drill: duration,
});

function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** What is protected, as its file on the backup shelf says. Durations in milliseconds. */
export type Source = z.output<typeof sourceSchema>;
export type DatabaseSource = z.output<typeof database>;
export type FolderSource = z.output<typeof folder>;
export type ClusterSource = z.output<typeof cluster>;

/** What it is: a database of this system, a whole server, or a folder. */
export function kindOf(source: Source): DatabaseSource['system'] | 'cluster' | 'folder' {
  if ('cluster' in source) return 'cluster';
  return 'system' in source ? source.system : 'folder';
}
/** How long records of a kind must be kept, and who says so. `confirmed`: somebody has seen the source. */
export type ArchiveClass = z.output<typeof classesSchema>['classes'][number];
/** What services need to work; without a source it is unprotected. */
export type System = z.output<typeof systemsSchema>['systems'][number];
export type Escrow = z.output<typeof escrowSchema>;
export type VaultEntry = z.output<typeof vault>;

export function isOwn(source: Source): boolean {
  return source.engine === 'dump' && source.connection.own === true;
}
