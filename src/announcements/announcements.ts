import { Injectable } from '@nestjs/common';
import { Clock, Config, type Locale, Texts } from '../platform/index.js';
import { AnnouncementStore } from './announcement-store.js';
import { atomXml } from './atom.js';
import { type CapContext, capXml } from './cap.js';
import { Drafts } from './draft.js';
import { errors } from './errors.js';
import type { Announcement, AnnouncementMessage, AnnouncementWithMessages } from './types.js';

const LIST_LIMIT = 50;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What would be told if it were published now, in every format. */
export interface AnnouncementPreview {
  message: AnnouncementMessage;
  cap: string;
  atom: string;
}

/** Questions about announcements. */
@Injectable()
export class Announcements {
  constructor(
    private readonly store: AnnouncementStore,
    private readonly drafts: Drafts,
    private readonly config: Config,
    private readonly texts: Texts,
    private readonly clock: Clock,
  ) {}

  /** Those that stood at `at`, the newest change first. */
  async current(at: Date = this.clock.now()): Promise<AnnouncementWithMessages[]> {
    return (await this.store.by(at, LIST_LIMIT)).filter((announcement) => announcement.state === 'current');
  }

  /** With the cancelled ones. */
  all(at: Date = this.clock.now()): Promise<AnnouncementWithMessages[]> {
    return this.store.by(at, LIST_LIMIT);
  }

  /** Throws `announcements.no-such-announcement`. */
  async get(id: string): Promise<AnnouncementWithMessages> {
    if (!UUID.test(id)) throw errors.noSuchAnnouncement({ id });
    return this.store.get(id);
  }

  /** The current one, or else the one that ended last. */
  latestOf(incidentId: string): Promise<Announcement | undefined> {
    return this.store.latestOf(incidentId);
  }

  /** The current one. */
  async ofIncident(incidentId: string): Promise<AnnouncementWithMessages | undefined> {
    const current = await this.store.currentOf(incidentId);
    return current && this.store.get(current.id);
  }

  /** CAP 1.2. `id` is that of a message, or of an announcement for its newest message. */
  async cap(id: string): Promise<string> {
    if (!UUID.test(id)) throw errors.noSuchAnnouncement({ id });
    const announcement = (await this.store.ofMessage(id)) ?? (await this.store.get(id));
    const message = announcement.messages.find((one) => one.id === id) ?? announcement.messages.at(-1);
    if (!message) throw errors.noSuchAnnouncement({ id });
    return this.asCap(
      message,
      announcement.messages.filter((one) => one.number < message.number),
    );
  }

  /** RFC 4287. */
  async atom(locale: Locale = 'id'): Promise<string> {
    return this.asAtom(await this.all(), locale);
  }

  /** What publishing this incident now would say; changes nothing. */
  async preview(incidentId: string): Promise<AnnouncementPreview> {
    const now = this.clock.now();
    const facts = await this.drafts.factsOf(incidentId, now);
    const current = await this.ofIncident(incidentId);
    const before = current?.messages ?? [];
    const announcementId = current?.id ?? incidentId;
    const kind = current ? 'update' : 'alert';
    const message = this.drafts.message({ announcementId, number: before.length + 1, kind, facts }, now);
    const announcement = {
      id: announcementId,
      incidentId,
      state: 'current',
      publishedAt: now,
      updatedAt: now,
      messages: [message],
    } as const;
    return { message, cap: this.asCap(message, before), atom: this.asAtom([{ ...announcement, messages: [message] }], 'id') };
  }

  private asCap(message: AnnouncementMessage, before: AnnouncementMessage[]): string {
    const said = (key: string) => ({
      id: this.texts.t('id', `announcements:cap.${key}`),
      en: this.texts.t('en', `announcements:cap.${key}`),
    });
    const context: CapContext = {
      before,
      web: `${this.config.url}/pengumuman/${message.announcementId}`,
      senderName: said('sender'),
      event: said('event'),
      exerciseNote: this.texts.t('id', 'announcements:cap.exercise'),
    };
    return capXml(message, context);
  }

  private asAtom(announcements: readonly AnnouncementWithMessages[], locale: Locale): string {
    const t = (key: string) => this.texts.t(locale, `announcements:feed.${key}`);
    return atomXml(announcements, {
      url: this.config.url,
      locale,
      title: t('title'),
      author: t('author'),
      now: this.clock.now(),
    });
  }
}
