import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory, type Office } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { newId } from '../../platform/index.js';
import { HostStore } from '../host-store.js';
import { HostLetters } from './host-letters.js';
import { HostLinks } from './host-links.js';
import { type HostMessage, HostMessageStore } from './host-message-store.js';
import { messageKinds } from './host-rules.js';

const input = z.object({ requestId: z.uuid(), kind: z.enum(messageKinds), day: z.iso.date() });

/** Settles by which way a host is written to on an occasion, before anything goes out; undefined where that was done before. */
@Injectable()
export class WriteToHost extends Change<z.infer<typeof input>, HostMessage | undefined> {
  readonly name = 'rerouting.write-to-host';
  readonly permission = 'reroute:watch-hosts';
  readonly input = input;

  constructor(
    private readonly hosts: HostStore,
    private readonly links: HostLinks,
    private readonly messages: HostMessageStore,
    private readonly letters: HostLetters,
    private readonly directory: Directory,
  ) {
    super();
  }

  protected async perform(occasion: z.infer<typeof input>, _by: Actor, now: Date) {
    const request = await this.hosts.find(occasion.requestId);
    await this.links.current(request, now);
    const way = this.wayTo(await this.directory.office(request.officeId));
    const message: HostMessage = { id: newId(), ...occasion, ...way, at: now };
    const isNew = await this.messages.add(message);
    const subject = { type: 'reroute', id: request.rerouteId };
    const detail = { office: request.officeId, kind: occasion.kind, day: occasion.day, channel: way.channel, again: !isNew };
    return { result: isNew ? message : undefined, subject, detail };
  }

  /** Mail first, because it says more; a contact that was made up is never written to. */
  private wayTo({ contact, isSample, sampleFields }: Office): Pick<HostMessage, 'channel' | 'outcome'> {
    if (isSample || sampleFields.includes('contact')) return { channel: 'none', outcome: 'sample' };
    const { mail, sms } = this.letters.gateways;
    if (contact?.email && mail) return { channel: 'email', outcome: 'attempted' };
    if (contact?.phone && sms) return { channel: 'sms', outcome: 'attempted' };
    return { channel: 'none', outcome: 'no-gateway' };
  }
}
