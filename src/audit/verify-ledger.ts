import { Injectable } from '@nestjs/common';
import { isSignedBy, LedgerKey } from './ledger-key.js';
import { type Head, LedgerStore } from './ledger-store.js';
import { GENESIS, sealHash } from './rules.js';

export interface Verification {
  /** Entries in the chain that were looked at and found whole. */
  sealed: number;
  intact: boolean;
  /** Keys that signed heads and are not the one that the server holds: compare each with what was taken off the machine. */
  formerKeys: { fingerprint: string; beganAt: Date }[];
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
    const known = await this.store.keys();
    const formerKeys = known
      .filter(({ fingerprint }) => fingerprint !== this.key.fingerprint)
      .map(({ fingerprint, beganAt }) => ({ fingerprint, beganAt }));
    const pems = new Map(known.map(({ fingerprint, publicPem }) => [fingerprint, publicPem]));
    const isSigned = (head: Head) => {
      const pem = head.keyFingerprint ? pems.get(head.keyFingerprint) : this.key.publicPem;
      return pem !== undefined && isSignedBy(pem, head);
    };
    const { sealed, brokenAt } = await this.walk(isSigned);
    return { sealed, intact: brokenAt === undefined, formerKeys, brokenAt };
  }

  private async walk(isSigned: (head: Head) => boolean): Promise<Pick<Verification, 'sealed' | 'brokenAt'>> {
    const heads = new Map((await this.store.heads()).map((head) => [head.number, head]));
    let previous: Buffer = GENESIS;
    let number = 0;
    for (let page = await this.store.chainAfter(0, PAGE); page.length > 0; page = await this.store.chainAfter(number, PAGE)) {
      for (const row of page) {
        const because = faultOf(row, number, previous, heads.get(row.number), isSigned);
        if (because) return { sealed: number, brokenAt: { number: row.number, entryId: row.entryId, because } };
        number = row.number;
        previous = row.hash;
        heads.delete(number);
      }
    }
    const beyond = [...heads.keys()][0];
    if (beyond !== undefined) return { sealed: number, brokenAt: { number: beyond, entryId: 0, because: 'chain-gap' } };
    const skipped = await this.store.skipped();
    return {
      sealed: number,
      brokenAt: skipped === undefined ? undefined : { number: 0, entryId: skipped, because: 'entry-skipped' },
    };
  }
}

function faultOf(
  row: Awaited<ReturnType<LedgerStore['chainAfter']>>[number],
  number: number,
  previous: Buffer,
  head: Head | undefined,
  isSigned: (head: Head) => boolean,
) {
  if (row.number !== number + 1) return 'chain-gap';
  if (row.verb === null) return 'entry-missing';
  if (!sealHash(previous, row).equals(row.hash)) return 'entry-changed';
  return head && !(head.hash.equals(row.hash) && isSigned(head)) ? 'head-forged' : undefined;
}
