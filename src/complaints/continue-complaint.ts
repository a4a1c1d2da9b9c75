import { Injectable } from '@nestjs/common';
import { readTracking } from '../platform/index.js';
import { ComplaintFile } from './complaint-file.js';
import { errors } from './errors.js';
import { readChoice } from './reading.js';
import { Recogniser } from './recognise.js';
import { AutomaticReply, type Reply } from './reply.js';
import { add } from './rules.js';
import { Say } from './say.js';
import type { Choice, Complaint, Message, Question, Said } from './types.js';

/** A message that belongs to a complaint: the answer to what we asked, or something the citizen adds. */
@Injectable()
export class ContinueComplaint {
  constructor(
    private readonly file: ComplaintFile,
    private readonly recogniser: Recogniser,
    private readonly reply: AutomaticReply,
    private readonly say: Say,
  ) {}

  /** Throws `complaints.bad-tracking` and `complaints.no-such-complaint`. */
  async named(typed: string): Promise<Complaint> {
    const tracking = readTracking(typed);
    if (!tracking) throw errors.badTracking({ tracking: typed });
    const complaint = await this.file.byTracking(tracking);
    if (!complaint) throw errors.noSuchComplaint({ tracking });
    return this.file.hold(complaint.id);
  }

  /** The answer to the question that waits, if one does. */
  async answer(
    message: Message,
    body: string,
    by: { senderId?: string; complaintId?: string },
    now: Date,
  ): Promise<Said | undefined> {
    const question = await this.file.question(by, now);
    if (!question) return undefined;
    const complaint = await this.file.hold(question.complaintId);
    if (complaint.state === 'closed') return undefined;
    await this.file.note(message, 'continued', complaint);
    const reply =
      question.asks === 'service' ? await this.service(body, complaint, question) : await this.region(body, complaint, question);
    await this.file.keep(reply, now);
    return { outcome: 'continued', complaint: reply.complaint, texts: reply.texts };
  }

  /** Something more about a complaint that is open; what an officer had answered is open again. */
  async add(message: Message, complaint: Complaint, now: Date): Promise<Said> {
    const more = add(complaint);
    await this.file.note(message, 'added', complaint);
    await this.file.keep({ complaint: more, texts: [] }, now);
    return { outcome: 'added', complaint: more, texts: [this.say.added(more)] };
  }

  newestOpenOf(senderId: string): Promise<Complaint | undefined> {
    return this.file.newestOpenOf(senderId);
  }

  private async service(body: string, complaint: Complaint, { choices }: Question): Promise<Reply> {
    const { services } = await this.recogniser.read(body);
    const service = readChoice(body, choices) ?? (services.length === 1 ? services[0] : undefined);
    if (!service) return { complaint, texts: [this.say.askService(complaint, choices)], asks: { asks: 'service', choices } };
    return this.reply.to({ ...complaint, serviceId: service.id });
  }

  private async region(body: string, complaint: Complaint, { choices }: Question): Promise<Reply> {
    const chosen = readChoice(body, choices);
    const places = chosen ? [chosen] : await this.recogniser.place(body, complaint.agencyCode);
    const [place] = places;
    if (place && places.length === 1) return this.reply.to({ ...complaint, regionCode: place.id });
    if (places.length > 1) return this.ask(complaint, this.say.askPlace(complaint.locale, body, places), places);
    return this.ask(complaint, this.say.askRegionAgain(complaint.locale, body), choices);
  }

  private ask(complaint: Complaint, text: string, choices: Choice[]): Reply {
    return { complaint, texts: [text], asks: { asks: 'region', choices } };
  }
}
