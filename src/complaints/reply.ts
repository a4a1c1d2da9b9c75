import { Injectable } from '@nestjs/common';
import { type Answer, Answers } from '../answers/index.js';
import { Directory } from '../directory/index.js';
import { DomainError } from '../platform/index.js';
import { move } from './rules.js';
import { Say } from './say.js';
import type { Asks, Choice, Complaint } from './types.js';

export interface Reply {
  complaint: Complaint;
  texts: string[];
  /** Asked back; the next message is read as its answer. */
  asks?: { asks: Asks; choices: Choice[] };
}

interface Meant {
  places?: Choice[];
  services?: Choice[];
  said?: string;
}

/** The automatic reply to a complaint: the answer when service and kecamatan are known, else the one question that is missing. */
@Injectable()
export class AutomaticReply {
  constructor(
    private readonly answers: Answers,
    private readonly directory: Directory,
    private readonly say: Say,
  ) {}

  /** `places`, `services`: what the citizen may have meant when her words fit several; `said`: the name of the place as written. */
  async to(complaint: Complaint, { places = [], services = [], said = '' }: Meant = {}): Promise<Reply> {
    if (!complaint.serviceId) return this.whichService(complaint, services);
    if (complaint.regionCode) return this.answered(complaint, complaint.serviceId, complaint.regionCode);
    const text = places.length > 1 ? this.say.askPlace(complaint.locale, said, places) : this.say.askRegion(complaint);
    return { complaint, texts: [text], asks: { asks: 'region', choices: places } };
  }

  /** For somebody whom the answer has misled: its number, and no answer again. */
  receipt(complaint: Complaint): Reply {
    return { complaint, texts: [this.say.receipt(complaint)] };
  }

  private async whichService(complaint: Complaint, services: Choice[]): Promise<Reply> {
    const choices = services.length > 0 || !complaint.officeId ? services : await this.servicesAt(complaint.officeId);
    const [only] = choices;
    if (only && choices.length === 1) return this.to({ ...complaint, serviceId: only.id });
    if (choices.length === 0) return this.receipt(complaint);
    return { complaint, texts: [this.say.askService(complaint, choices)], asks: { asks: 'service', choices } };
  }

  private async answered(complaint: Complaint, serviceId: string, regionCode: string): Promise<Reply> {
    const answer = await this.find(serviceId, regionCode);
    if (!answer) return this.receipt(complaint);
    return { complaint: move(complaint, 'answer-automatically'), texts: this.say.answer(answer, complaint) };
  }

  private async servicesAt(officeId: string): Promise<Choice[]> {
    const ids = new Set((await this.directory.offeringsAt(officeId)).map((offering) => offering.serviceId));
    const services = await this.directory.services();
    return services.filter((service) => ids.has(service.id)).map((service) => ({ id: service.id, name: service.name }));
  }

  /** Nothing is answered where the answers room has nothing to say. */
  private async find(serviceId: string, regionCode: string): Promise<Answer | undefined> {
    try {
      return await this.answers.answer(serviceId, regionCode);
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }
}
