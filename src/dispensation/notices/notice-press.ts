import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { civilDate, Instance } from '../../platform/index.js';
import { maskPlate } from '../obligations/obligation-row.js';
import type { Dispensation, Notice, Obligation } from '../types.js';
import { newNoticeCode } from './notice-code.js';
import { NoticeKey } from './notice-key.js';
import { NoticeStore } from './notice-store.js';
import { payloadOf } from './notice-token.js';

/** Makes notices: number, code, payload and signature. */
@Injectable()
export class NoticePress {
  constructor(
    private readonly key: NoticeKey,
    private readonly notices: NoticeStore,
    private readonly directory: Directory,
    private readonly instance: Instance,
  ) {}

  /** Also publishes the key, so that the register knows every key that ever signed. */
  async print(decision: Dispensation, obligations: Obligation[], now: Date): Promise<Notice[]> {
    if (obligations.length === 0) return [];
    const { zone } = await this.directory.office(decision.officeId);
    const issuedOn = civilDate(now, zone);
    await this.notices.publishKey({ id: this.key.id, publicKey: this.key.publicKey, since: now });
    const numbers = await this.notices.numbers(obligations.length);
    return obligations.map((obligation, index) => this.notice(decision, obligation, issuedOn, numbers[index]!, now));
  }

  private notice(decision: Dispensation, obligation: Obligation, issuedOn: string, n: number, issuedAt: Date): Notice {
    const code = newNoticeCode();
    const payload = payloadOf({
      kind: this.instance.kind,
      code,
      decisionNumber: decision.number!,
      officeId: decision.officeId,
      serviceId: obligation.serviceId,
      plate: maskPlate(obligation.plate),
      dueOn: obligation.dueOn,
      payBy: decision.payBy,
      parts: decision.parts,
      issuedOn,
      keyId: this.key.id,
    });
    return {
      code,
      number: `DSP/${issuedOn.slice(0, 4)}/${String(n).padStart(7, '0')}`,
      dispensationId: decision.id,
      obligationId: obligation.id,
      state: 'valid',
      payload,
      signature: this.key.sign(payload),
      keyId: this.key.id,
      issuedAt,
    };
  }
}
