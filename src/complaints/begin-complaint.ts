import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Events, type Locale, makeTracking, newId } from '../platform/index.js';
import { ComplaintFile } from './complaint-file.js';
import { Deadlines } from './deadlines.js';
import { ComplaintReceived } from './events.js';
import type { Reading } from './reading.js';
import { type Recognised, Recogniser } from './recognise.js';
import { AutomaticReply } from './reply.js';
import type { Complaint, Message, Said, Sender } from './types.js';

export interface Circumstances {
  sender?: Sender;
  /** A complaint's number, given by a door that has no telephone number. */
  tracking?: string;
  /** Kecamatan, typed into a field of its own. */
  place?: string;
  /** Chosen already. */
  serviceId?: string;
  /** Where she stood and was not served, and the kecamatan that was sent there. */
  turnedAway?: { officeId: string; regionCode: string };
  locale: Locale;
  /** The region of the agency whose code stood in front. */
  agencyRegion?: string;
}

/** A message that is a new complaint: recognised, numbered, and answered automatically where that is possible. */
@Injectable()
export class BeginComplaint {
  constructor(
    private readonly file: ComplaintFile,
    private readonly recogniser: Recogniser,
    private readonly reply: AutomaticReply,
    private readonly deadlines: Deadlines,
    private readonly events: Events,
  ) {}

  async from(message: Message, reading: Reading, circumstances: Circumstances, now: Date): Promise<Said> {
    const about = await this.recognise(reading, circumstances);
    const complaint = await this.made(message, reading, about, circumstances);
    await this.file.open(complaint);
    await this.file.note(message, 'complaint', complaint);
    const said = circumstances.place ?? about.placeSaid;
    const reply = circumstances.turnedAway ? this.reply.receipt(complaint) : await this.reply.to(complaint, { ...about, said });
    await this.file.keep(reply, now);
    await this.events.emit(ComplaintReceived, { complaintId: complaint.id, officeId: complaint.officeId });
    return { outcome: 'complaint', complaint: reply.complaint, texts: reply.texts };
  }

  private async recognise({ body }: Reading, { place, serviceId, turnedAway, agencyRegion }: Circumstances): Promise<Recognised> {
    const read = turnedAway ? await this.recogniser.told(turnedAway) : await this.recogniser.read(body, agencyRegion);
    const about = serviceId ? { ...read, services: [await this.recogniser.service(serviceId)] } : read;
    return place ? { ...about, places: await this.recogniser.places(place, agencyRegion) } : about;
  }

  private async made(
    message: Message,
    reading: Reading,
    about: Recognised,
    { sender, locale }: Circumstances,
  ): Promise<Complaint> {
    const [place] = about.places;
    const told = about.places.length === 0 ? sender?.regionCode : undefined;
    return {
      id: newId(),
      tracking: await this.freeTracking(),
      door: message.door,
      state: 'received',
      senderId: sender?.id,
      locale,
      agencyCode: reading.code,
      officeId: about.office?.id,
      serviceId: about.services.length === 1 ? about.services[0]?.id : undefined,
      regionCode: about.places.length === 1 ? place?.id : told,
      receivedAt: message.at,
      ...this.deadlines.of(reading.body, message.at),
    };
  }

  private async freeTracking(): Promise<string> {
    for (;;) {
      const tracking = makeTracking((below) => randomInt(below));
      if (!(await this.file.byTracking(tracking))) return tracking;
    }
  }
}
