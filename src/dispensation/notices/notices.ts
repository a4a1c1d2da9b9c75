import { Injectable } from '@nestjs/common';
import { normalPlate } from '../../platform/index.js';
import { DispensationStore } from '../decisions/dispensation-store.js';
import { ObligationStore } from '../obligations/obligation-store.js';
import type { Dispensation, EndedReason, Notice, Obligation } from '../types.js';
import { readNoticeCode } from './notice-code.js';
import { NoticeKey } from './notice-key.js';
import { type NoticeCounts, NoticeStore, type PublishedKey } from './notice-store.js';
import { factsOf, keyring, type NoticeFacts, readToken, tokenOf } from './notice-token.js';

/** Why a notice no longer holds, with what the words for it need. */
export interface Ending {
  reason: EndedReason;
  at: Date;
  /** Of the decision that was revoked, or that took the place. */
  number?: string;
  /** What the person who revoked it gave as reason. */
  words?: string;
}

/** What a check answers: what the letter says, and whether it holds. The plate is masked. */
export interface NoticeCheck {
  verdict: 'valid' | 'replaced' | 'revoked' | 'unknown' | 'forged';
  facts?: NoticeFacts;
  number?: string;
  ending?: Ending;
  /** Whether the plate that was asked about is the one in the register. */
  plateMatches?: boolean;
}

/** Everything that one notice stands on. */
export interface NoticeDossier {
  notice: Notice;
  decision: Dispensation;
  obligation: Obligation;
  ending?: Ending;
  token: string;
  /** Raw Ed25519 public key in base64url. */
  publicKey: string;
}

/** The register of notices. */
@Injectable()
export class Notices {
  constructor(
    private readonly store: NoticeStore,
    private readonly decisions: DispensationStore,
    private readonly obligations: ObligationStore,
    private readonly key: NoticeKey,
  ) {}

  /** Checks what a QR code holds (`token`), or else the code printed beside it; with `plate` also whose letter it is. */
  async check({ code, token, plate }: { code?: string; token?: string; plate?: string }): Promise<NoticeCheck> {
    const read = token ? readToken(token, await this.keyring()) : undefined;
    if (read && !read.genuine) return { verdict: 'forged' };
    const typed = code === undefined ? undefined : readNoticeCode(code);
    if (read?.genuine && typed && typed !== read.facts.code) return { verdict: 'forged' };
    const wanted = read?.facts.code ?? typed;
    const notice = wanted ? await this.store.find(wanted) : undefined;
    if (!notice) return { verdict: 'unknown', facts: read?.facts };
    return this.describe(notice, plate);
  }

  /** Throws `dispensation.no-such-notice`. */
  get(code: string): Promise<Notice> {
    return this.store.get(readNoticeCode(code) ?? code);
  }

  page(dispensationId: string, afterNumber = '', limit = 50): Promise<Notice[]> {
    return this.store.page(dispensationId, afterNumber, limit);
  }

  counts(dispensationId: string): Promise<NoticeCounts> {
    return this.store.counts(dispensationId);
  }

  /** Every public key that ever signed a notice, newest first, and the one in use. */
  async keys(): Promise<{ current: string; pem: string; keys: PublishedKey[] }> {
    return { current: this.key.publicKey, pem: this.key.publicPem, keys: await this.store.keys() };
  }

  /** Throws `dispensation.no-such-notice`. */
  async dossier(code: string): Promise<NoticeDossier> {
    const notice = await this.get(code);
    const decision = await this.decisions.get(notice.dispensationId);
    const obligation = await this.obligations.get(notice.obligationId);
    const publicKey = (await this.keyring()).get(notice.keyId) ?? '';
    return {
      notice,
      decision,
      obligation,
      ending: endingOf(notice, decision),
      token: tokenOf(notice.payload, notice.signature),
      publicKey,
    };
  }

  private async describe(notice: Notice, plate?: string): Promise<NoticeCheck> {
    const ending = endingOf(notice, await this.decisions.get(notice.dispensationId));
    const check = { verdict: notice.state, facts: factsOf(notice.payload), number: notice.number, ending };
    if (!plate?.trim()) return check;
    const obligation = await this.obligations.get(notice.obligationId);
    return { ...check, plateMatches: normalPlate(plate) === obligation.plate };
  }

  private async keyring(): Promise<Map<string, string>> {
    const { current, keys } = await this.keys();
    return keyring([current, ...keys.map(({ publicKey }) => publicKey)]);
  }
}

function endingOf({ endedReason: reason, endedAt: at }: Notice, { number, endedReason }: Dispensation): Ending | undefined {
  if (!reason || !at) return undefined;
  if (reason === 'revoked') return { reason, at, number, words: endedReason };
  if (reason === 'moved') return { reason, at, number };
  return reason === 'paid' ? { reason, at } : { reason, at, number: endedReason };
}
