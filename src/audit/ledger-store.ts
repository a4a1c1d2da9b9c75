import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';
import type { SealedText } from './rules.js';

const TEXT = `e.id as entry_id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.verb, e.actor, e.subject_type, e.subject_id, e.detail`;

/** A chosen constant: one appender at a time, across all processes. */
const APPENDER_LOCK = 7_001;

export interface Seal {
  number: number;
  entryId: number;
  hash: Buffer;
}

export interface Head {
  number: number;
  hash: Buffer;
  signature: Buffer;
  /** Absent where it was signed before keys were written down. */
  keyFingerprint?: string;
}

export interface SigningKey {
  fingerprint: string;
  publicPem: string;
  beganAt: Date;
}

@Injectable()
export class LedgerStore {
  constructor(private readonly db: Db) {}

  async becomeAppender(): Promise<boolean> {
    const { mine } = await this.db.one<{ mine: boolean }>('select pg_try_advisory_xact_lock($1) as mine', [APPENDER_LOCK]);
    return mine;
  }

  lastSeal(): Promise<Seal | undefined> {
    return this.db.maybe<Seal>('select number, entry_id, hash from audit.seal order by number desc limit 1');
  }

  /** Entries of transactions that no open one can still precede, in the order of their ids. */
  settled(limit: number): Promise<Omit<SealedText, 'number'>[]> {
    return this.db.many(
      `select ${TEXT} from audit.unsealed u join audit.entry e on e.id = u.entry_id
       where e.xid < pg_snapshot_xmin(pg_current_snapshot())
       order by e.id limit $1`,
      [limit],
    );
  }

  async append(seals: Seal[]): Promise<void> {
    await this.db.run(
      'insert into audit.seal (number, entry_id, hash) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[])',
      [seals.map((seal) => seal.number), seals.map((seal) => seal.entryId), seals.map((seal) => seal.hash)],
    );
  }

  /** After they were appended: they wait no more. */
  async forgetWaiting(entryIds: number[]): Promise<void> {
    await this.db.run('delete from audit.unsealed where entry_id = any($1::bigint[])', [entryIds]);
  }

  /** An entry that neither stands in the chain nor waits for it: somebody took it out. Reads the whole ledger. */
  async skipped(): Promise<number | undefined> {
    const row = await this.db.maybe<{ id: number }>(
      `select e.id from audit.entry e
       where not exists (select from audit.seal s where s.entry_id = e.id)
         and not exists (select from audit.unsealed u where u.entry_id = e.id) order by e.id limit 1`,
    );
    return row?.id;
  }

  async appendHead({ number, hash, signature, keyFingerprint }: Head, at: Date): Promise<void> {
    await this.db.run(
      'insert into audit.head (number, hash, signature, signed_at, key_fingerprint) values ($1, $2, $3, $4, $5)',
      [number, hash, signature, at, keyFingerprint],
    );
  }

  /** True when the key signs for the first time. */
  async addKey({ fingerprint, publicPem, beganAt }: SigningKey): Promise<boolean> {
    const sql = 'insert into audit.key (fingerprint, public_pem, began_at) values ($1, $2, $3) on conflict do nothing';
    return (await this.db.run(sql, [fingerprint, publicPem, beganAt])) > 0;
  }

  /** Oldest first. */
  keys(): Promise<SigningKey[]> {
    return this.db.many<SigningKey>('select fingerprint, public_pem, began_at from audit.key order by began_at, fingerprint');
  }

  /** Sealed entries after `number`, with what stands in the ledger now (fields are null where the entry is gone). */
  chainAfter(number: number, limit: number): Promise<(SealedText & { hash: Buffer })[]> {
    return this.db.many(
      `select s.number, s.entry_id, s.hash, t.at, t.verb, t.actor, t.subject_type, t.subject_id, t.detail
       from audit.seal s left join lateral (select ${TEXT} from audit.entry e where e.id = s.entry_id) t on true
       where s.number > $1 order by s.number limit $2`,
      [number, limit],
    );
  }

  heads(): Promise<Head[]> {
    return this.db.many<Head>('select number, hash, signature, key_fingerprint from audit.head order by number');
  }
}
