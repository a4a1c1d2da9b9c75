import { Injectable } from '@nestjs/common';
import { Directory, type Office } from '../../directory/index.js';
import { Durable, Texts, Tx } from '../../platform/index.js';
import { type Letter, Post } from '../post.js';
import { waysTo } from '../rules.js';
import { CheckInStore } from './check-in-store.js';

export const ASK_OFFICE = 'incidents.ask-office';

/** Asks the contact of an office whether it is open, where there is one and a way to it. */
@Injectable()
export class CheckInWorkflow {
  constructor(
    private readonly durable: Durable,
    private readonly tx: Tx,
    private readonly directory: Directory,
    private readonly checkIns: CheckInStore,
    private readonly post: Post,
    private readonly texts: Texts,
  ) {
    durable.workflow(ASK_OFFICE, (officeId: string, date: string) => this.ask(officeId, date));
  }

  private async ask(officeId: string, date: string): Promise<void> {
    const office = await this.directory.office(officeId);
    const contact = { ...office.contact, isSample: isMadeUp(office) };
    const [way] = waysTo(contact, this.post.gateways);
    const { channel, outcome } = way!;
    const key = `ask-office-${officeId}-${date}`;
    const asked =
      channel === 'none'
        ? { outcome }
        : await this.durable.step('ask', () =>
            this.post.send(channel, key, async () => this.letter(office, contact[ADDRESS[channel]]!)),
          );
    await this.tx.housekeeping('incidents.record-asked', () => this.checkIns.recordAsked(officeId, date, asked.outcome));
  }

  private letter({ name: office }: Office, to: string): Letter {
    return {
      to,
      subject: this.texts.t('id', 'incidents:check-in.subject', { office }),
      text: this.texts.t('id', 'incidents:check-in.letter', { office }),
    };
  }
}

const ADDRESS = { email: 'email', sms: 'phone' } as const;

function isMadeUp({ isSample, sampleFields }: Office): boolean {
  return isSample || sampleFields.includes('contact') || sampleFields.includes('phone');
}
