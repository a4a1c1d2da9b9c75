import { Injectable } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { Durable, Tx } from '../../platform/index.js';
import { HostLetters } from './host-letters.js';
import { HostMessageStore, type Occasion } from './host-message-store.js';
import { WriteToHost } from './write-to-host.js';

const WRITE_TO_HOST = 'rerouting.write-to-host';

/** Writes to hosts, once for each occasion: settle and record how, send, record how it went. */
@Injectable()
export class HostOutbox {
  constructor(
    private readonly durable: Durable,
    private readonly tx: Tx,
    private readonly messages: HostMessageStore,
    private readonly writeToHost: WriteToHost,
    private readonly letters: HostLetters,
  ) {
    durable.workflow(WRITE_TO_HOST, (occasion: Occasion) => this.send(occasion));
  }

  /** The workflow's id is the occasion: however many servers find it due, one writes. */
  async write(occasions: Occasion[]): Promise<void> {
    const due = occasions.length > 0 ? await this.messages.unwritten(occasions) : [];
    if (due.length === 0) return;
    await this.tx.housekeeping('rerouting.start-host-messages', async () => {
      for (const occasion of due) {
        const { requestId, kind, day } = occasion;
        await this.tx.start(WRITE_TO_HOST, `host-message-${requestId}-${kind}-${day}`, occasion);
      }
    });
  }

  private async send(occasion: Occasion): Promise<void> {
    const message = await this.writeToHost.run(Actor.system('rerouting'), occasion);
    if (message?.outcome !== 'attempted') return;
    const { outcome, error } = await this.durable.step('write', () => this.letters.send(message));
    await this.tx.housekeeping('rerouting.host-written', () => this.messages.record(message.id, outcome, error));
  }
}
