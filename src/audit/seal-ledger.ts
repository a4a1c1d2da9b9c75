import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock, Config, Tx } from '../platform/index.js';
import { Ledger } from './ledger.js';
import { LedgerKey } from './ledger-key.js';
import { type Head, LedgerStore, type Seal } from './ledger-store.js';
import { GENESIS, sealHash } from './rules.js';

const BATCH = 5_000;

/** Chains what has settled since the last time, signs the new head and lays it where the public answers go. */
@Injectable()
export class SealLedger {
  constructor(
    private readonly tx: Tx,
    private readonly store: LedgerStore,
    private readonly key: LedgerKey,
    private readonly ledger: Ledger,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Returns how many entries were sealed; 0 when another process is at it. */
  async run(): Promise<number> {
    let sealed = 0;
    for (let batch = await this.batch(); batch > 0; batch = await this.batch()) sealed += batch;
    return sealed;
  }

  private async batch(): Promise<number> {
    const { count, head } = await this.tx.housekeeping('audit.seal', () => this.sealSettled());
    if (head) this.publish(head);
    return count;
  }

  private async sealSettled(): Promise<{ count: number; head?: Head }> {
    if (!(await this.store.becomeAppender())) return { count: 0 };
    const last = await this.store.lastSeal();
    const entries = await this.store.settled(BATCH);
    if (entries.length === 0) return { count: 0 };
    const seals = chain(last, entries);
    await this.store.append(seals);
    await this.store.forgetWaiting(seals.map(({ entryId }) => entryId));
    const { number, hash } = seals.at(-1)!;
    const head = { number, hash, signature: this.key.sign(number, hash), keyFingerprint: this.key.fingerprint };
    await this.beginKey();
    await this.store.appendHead(head, this.clock.now());
    return { count: seals.length, head };
  }

  /** That another key signs from now on stands in the chain, where whoever changes keys unseen would have to forge it. */
  private async beginKey(): Promise<void> {
    const { fingerprint, publicPem } = this.key;
    const beganAt = this.clock.now();
    if (!(await this.store.addKey({ fingerprint, publicPem, beganAt }))) return;
    const subject = { type: 'ledger-key', id: fingerprint };
    await this.ledger.record({ at: beganAt, verb: 'audit.begin-key', actor: 'system:audit', subject, detail: {} });
  }

  private publish({ number, hash, signature }: Head): void {
    const folder = this.config.publicFolder;
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, 'ledger-head.json');
    const text = { number, hash: hash.toString('hex'), signature: signature.toString('base64'), publicKey: this.key.publicPem };
    writeFileSync(`${file}.new`, `${JSON.stringify(text, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  }
}

function chain(last: Seal | undefined, entries: Awaited<ReturnType<LedgerStore['settled']>>): Seal[] {
  let number = last?.number ?? 0;
  let previous = last?.hash ?? GENESIS;
  return entries.map((entry) => {
    number += 1;
    previous = sealHash(previous, { ...entry, number });
    return { number, entryId: entry.entryId, hash: previous };
  });
}
