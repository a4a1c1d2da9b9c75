import { Injectable } from '@nestjs/common';
import { Config, Instance, newId, Texts } from '../platform/index.js';
import { compose } from './compose.js';
import { FactReader } from './fact-reader.js';
import type { AnnouncementMessage, CancelReason, Facts, MessageKind } from './types.js';

interface Draft {
  announcementId: string;
  number: number;
  kind: MessageKind;
  reason?: CancelReason;
  facts: Facts;
}

/** Makes messages, for publishing and for a preview alike: both say the same. */
@Injectable()
export class Drafts {
  constructor(
    private readonly facts: FactReader,
    private readonly texts: Texts,
    private readonly instance: Instance,
    private readonly config: Config,
  ) {}

  factsOf(incidentId: string, now: Date): Promise<Facts> {
    return this.facts.read(incidentId, now);
  }

  message(draft: Draft, now: Date): AnnouncementMessage {
    return {
      ...draft,
      id: newId(),
      sender: this.config.get('SINAMBUNG_MAIL_FROM'),
      exercise: this.instance.kind !== 'production',
      sentAt: now,
      words: compose(draft.facts, this.texts),
    };
  }
}
