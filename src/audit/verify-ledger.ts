import { Injectable } from '@nestjs/common';
import { LedgerKey } from './ledger-key.js';
import { type Head, LedgerStore } from './ledger-store.js';
import { GENESIS, sealHash } from './rules.js';

export interface Verification {
  /** Entries in the chain that were looked at. */
  sealed: number;
  intact: boolean;
  /** The first entry whose text, place or signature is not what was sealed. */
  brokenAt?: {
    number: number;
    entryId: number;
    because: 'entry-changed' | 'entry-missing' | 'entry-skipped' | 'chain-gap' | 'head-forged';
  };
}

const PAGE = 5_000;

/** Recomputes the whole chain from the entries as they stand, in pages, and checks every signed head on the way. */
@Injectable()
export class VerifyLedger {
  constructor(
    private readonly store: LedgerStore,
    private readonly key: LedgerKey,
  ) {}

  async run(): Promise<Verification> {
    const heads = new Map((await this.store.heads()).map((head) => [head.number, head]));
    let previous: Buffer = GENESIS;
    let number = 0;
    for (let page = await this.store.chainAfter(0, PAGE); page.length > 0; page = await this.store.chainAfter(number, PAGE)) {
      for (const row of page) {
        const because = this.fault(row, number, previous, heads);
        if (because) return { sealed: number, intact: false, brokenAt: { number: row.number, entryId: row.entryId, because } };
        number = row.number;
        previous = row.hash;
        heads.delete(number);
      }
    }
    const beyond = [...heads.keys()][0];
    if (beyond !== undefined)
      return { sealed: number, intact: false, brokenAt: { number: beyond, entryId: 0, because: 'chain-gap' } };
    const skipped = await this.store.skipped();
    if (skipped !== undefined)
      return { sealed: number, intact: false, brokenAt: { number: 0, entryId: skipped, because: 'entry-skipped' } };
    return { sealed: number, intact: true };
  }

  private fault(
    row: Awaited<ReturnType<LedgerStore['chainAfter']>>[number],
    number: number,
    previous: Buffer,
    heads: Map<number, Head>,
  ) {
    if (row.number !== number + 1) return 'chain-gap';
    if (row.verb === null) return 'entry-missing';
    if (!sealHash(previous, row).equals(row.hash)) return 'entry-changed';
    const head = heads.get(row.number);
    const forged = head && !(head.hash.equals(row.hash) && this.key.verify(head.number, head.hash, head.signature));
    return forged ? 'head-forged' : undefined;
  }
}
