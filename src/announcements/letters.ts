import { Injectable } from '@nestjs/common';
import { Config, Texts } from '../platform/index.js';
import { AnnouncementStore } from './announcement-store.js';
import type { Letter } from './mailer.js';
import { SubscriberStore } from './subscriber-store.js';
import type { Mail, Said, Subscriber } from './types.js';

/** The words of mails; those of an announcement are its own. */
@Injectable()
export class Letters {
  constructor(
    private readonly subscribers: SubscriberStore,
    private readonly announcements: AnnouncementStore,
    private readonly config: Config,
    private readonly texts: Texts,
  ) {}

  /** Undefined when there is nobody left to write to. */
  async of(mail: Mail): Promise<Letter | undefined> {
    const subscriber = await this.subscribers.get(mail.subscriberId);
    if (!subscriber) return undefined;
    return mail.messageId ? this.announcement(mail, mail.messageId, subscriber) : this.confirmation(mail, subscriber);
  }

  private confirmation({ messageHeader: messageId }: Mail, { address: to, locale, confirmKey }: Subscriber): Letter {
    const url = `${this.config.url}/pengumuman/langganan/${confirmKey}`;
    return {
      to,
      messageId,
      subject: this.texts.t(locale, 'announcements:mail.confirm-subject'),
      text: this.texts.t(locale, 'announcements:mail.confirm', { url }),
    };
  }

  private async announcement({ messageHeader }: Mail, messageId: string, subscriber: Subscriber): Promise<Letter | undefined> {
    const announcement = await this.announcements.ofMessage(messageId);
    const message = announcement?.messages.find((one) => one.id === messageId);
    if (!announcement || !message) return undefined;
    const said = message.words[subscriber.locale];
    const leave = `${this.config.url}/pengumuman/langganan/${subscriber.leaveKey}/berhenti`;
    const subject = message.exercise
      ? this.texts.t(subscriber.locale, 'announcements:mail.exercise', { title: said.title })
      : said.title;
    return {
      to: subscriber.address,
      subject,
      text: this.texts.t(subscriber.locale, 'announcements:mail.announcement', {
        body: body(said),
        url: `${this.config.url}/pengumuman/${announcement.id}`,
        leave,
      }),
      messageId: messageHeader,
      unsubscribeUrl: leave,
    };
  }
}

function body({ title, what, where, since, todo }: Said): string {
  return [title, '', what, since, where, '', ...todo.map((line) => `- ${line}`)].join('\n');
}
