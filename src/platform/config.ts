import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const port = z.coerce
  .number('must be a whole number')
  .int('must be a whole number')
  .min(0, 'must be 0 or more (0 takes any free port)')
  .max(65535, 'must be 65535 or less');
const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL with ${protocols.join(' or ')}`,
  });

/** Each setting: its environment variable, what it accepts, its default, and a sentence for `sinambung settings`. */
export const SETTINGS = {
  PORT: { schema: port.default(3000), about: 'port the server listens on' },
  HOST: { schema: z.string().min(1).default('127.0.0.1'), about: 'address the server listens on' },
  SINAMBUNG_DATA: { schema: z.string().min(1).default('./var'), about: 'folder that holds everything this installation writes' },
  SINAMBUNG_KIND: {
    schema: z.enum(['production', 'demonstration', 'drill']).default('demonstration'),
    about: 'what the database is; the server refuses to start on a database of another kind',
  },
  DATABASE_URL: {
    schema: url('postgres:', 'postgresql:').optional(),
    about: 'PostgreSQL to use; an embedded one is created under SINAMBUNG_DATA when unset',
  },
  SINAMBUNG_URL: {
    schema: url('http:', 'https:').optional(),
    about: 'address under which people reach this server; http://HOST:PORT when unset',
  },
  SINAMBUNG_PUBLIC: {
    schema: z.string().min(1).optional(),
    about: 'folder for the static copies of the public answers; SINAMBUNG_DATA/public when unset',
  },
  SINAMBUNG_PUBLIC_S3_ENDPOINT: {
    schema: url('http:', 'https:').optional(),
    about: 'S3 store on other premises for the same copies; beside the folder, none when unset',
  },
  SINAMBUNG_PUBLIC_S3_REGION: { schema: z.string().min(1).default('us-east-1'), about: 'region of that store' },
  SINAMBUNG_PUBLIC_S3_ACCESS_KEY: { schema: z.string().min(1).optional(), about: 'access key of that store' },
  SINAMBUNG_PUBLIC_S3_SECRET_KEY: { schema: z.string().min(1).optional(), about: 'secret key of that store' },
  SINAMBUNG_PUBLIC_S3_BUCKET: {
    schema: z.string().min(3).max(63).default('sinambung-publik'),
    about: 'bucket of that store; it must exist and be readable by the public',
  },
  SINAMBUNG_CACHE_MIB: {
    schema: z.coerce.number('must be a number').min(1, 'must be 1 or more').max(65_536, 'must be 65536 or less').default(64),
    about: 'mebibytes of memory for pages that are ready to be sent',
  },
  SINAMBUNG_EXECUTOR: {
    schema: z
      .string()
      .regex(/^[a-z0-9-]{1,40}$/)
      .default('local'),
    about: 'name of this server among several on one database',
  },
  SINAMBUNG_LOG: {
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
    about: 'least severe log line that is written',
  },
  SINAMBUNG_TRUST_PROXY: {
    schema: z
      .enum(['true', 'false'])
      .default('false')
      .transform((v) => v === 'true'),
    about: 'believe X-Forwarded-* headers of a proxy in front',
  },
  SINAMBUNG_SMTP_URL: {
    schema: url('smtp:', 'smtps:').optional(),
    about: 'mail server; without it no mail is sent and pages say so',
  },
  SINAMBUNG_MAIL_FROM: { schema: z.email().default('sinambung@localhost.localdomain'), about: 'sender of mails' },
  SINAMBUNG_SMS_URL: { schema: url('http:', 'https:').optional(), about: 'HTTP gateway that outgoing SMS are posted to' },
  SINAMBUNG_SMS_SECRET: {
    schema: z.string().min(16).optional(),
    about: 'shared secret that the SMS gateway signs incoming messages with',
  },
  SINAMBUNG_OIDC_ISSUER: { schema: url('http:', 'https:').optional(), about: 'OpenID Connect provider for staff sign-in' },
  SINAMBUNG_OIDC_CLIENT_ID: { schema: z.string().min(1).optional(), about: 'client id at the OpenID Connect provider' },
  SINAMBUNG_OIDC_CLIENT_SECRET: { schema: z.string().min(1).optional(), about: 'client secret at the OpenID Connect provider' },
  SINAMBUNG_BACKUP_SHELF: {
    schema: z.string().min(1).optional(),
    about: 'folder that says what is copied where: sources, vaults, escrow keys; the shipped one when unset',
  },
  SINAMBUNG_S3_ENDPOINT: {
    schema: url('http:', 'https:').optional(),
    about: 'address of the S3 store that vaults of kind s3 and minio use',
  },
  SINAMBUNG_S3_REGION: { schema: z.string().min(1).default('us-east-1'), about: 'region of the S3 store' },
  SINAMBUNG_S3_ACCESS_KEY: { schema: z.string().min(1).optional(), about: 'access key of the S3 store' },
  SINAMBUNG_S3_SECRET_KEY: { schema: z.string().min(1).optional(), about: 'secret key of the S3 store' },
  SINAMBUNG_S3_CA_FILE: {
    schema: z.string().min(1).optional(),
    about: 'certificate of the authority that vouches for the S3 store; a public one when unset',
  },
  SINAMBUNG_S3_PROVER_ACCESS_KEY: {
    schema: z.string().min(1).optional(),
    about: "access key with which copies are read back and proven; the store's access key when unset",
  },
  SINAMBUNG_S3_PROVER_SECRET_KEY: { schema: z.string().min(1).optional(), about: 'secret key for the same' },
  SINAMBUNG_S3_PRUNER_ACCESS_KEY: {
    schema: z.string().min(1).optional(),
    about: "access key with which old copies are deleted; the store's access key when unset",
  },
  SINAMBUNG_S3_PRUNER_SECRET_KEY: { schema: z.string().min(1).optional(), about: 'secret key for the same' },
  SINAMBUNG_BACKUP_ROLES: {
    schema: z
      .string()
      .default('writer,prover,pruner')
      .transform((text) => text.split(',').map((role) => role.trim()))
      .pipe(z.array(z.enum(['writer', 'prover', 'pruner'], 'must be of writer, prover, pruner, with commas between'))),
    about: 'what of backups this server does: store (writer), read back, prove and restore (prover), delete (pruner)',
  },
  SINAMBUNG_S3_BUCKET: { schema: z.string().min(3).max(63).default('sinambung'), about: 'bucket of the S3 store' },
} as const;

type Settings = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]['schema']> };

export class SettingsError extends Error {}

/** The settings of this process, read once and checked whole: `SettingsError` lists every wrong one with what it accepts. */
export class Config {
  readonly root = packageRoot();
  readonly version: string = JSON.parse(readFileSync(path.join(this.root, 'package.json'), 'utf8')).version;
  private readonly settings: Settings;
  private listening?: string;

  constructor(private readonly environment: NodeJS.ProcessEnv = process.env) {
    this.settings = readSettings(environment);
  }

  get<K extends keyof Settings>(name: K): Settings[K] {
    return this.settings[name];
  }

  /** A setting whose name a file of a shelf gives. */
  named(name: string): string | undefined {
    return this.environment[name] || undefined;
  }

  get data(): string {
    return path.resolve(this.get('SINAMBUNG_DATA'));
  }

  get publicFolder(): string {
    return path.resolve(this.get('SINAMBUNG_PUBLIC') ?? path.join(this.data, 'public'));
  }

  /** The address people use, without a slash at its end. */
  get url(): string {
    const address = this.get('SINAMBUNG_URL') ?? this.listening ?? `http://${this.get('HOST')}:${this.get('PORT')}`;
    return address.replace(/\/$/, '');
  }

  /** Told by the server once it listens, because PORT=0 takes any free port. */
  listensAt(address: string): void {
    this.listening = address;
  }

  /** A file or folder shipped with the product: a shelf (`playbooks`, `templates`, …). */
  shipped(...segments: string[]): string {
    return path.join(this.root, ...segments);
  }
}

function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const problems: string[] = [];
  const settings: Record<string, unknown> = {};
  for (const [name, { schema, about }] of Object.entries(SETTINGS)) {
    const result = schema.safeParse(environment[name] === '' ? undefined : environment[name]);
    if (result.success) settings[name] = result.data;
    else problems.push(`${name} (${about}): ${result.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  if (problems.length > 0) throw new SettingsError(`these settings are wrong:\n  ${problems.join('\n  ')}`);
  return settings as Settings;
}

function packageRoot(): string {
  let folder = import.meta.dirname ?? __dirname;
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}
