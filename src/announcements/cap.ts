import { DateTime } from 'luxon';
import type { Locale } from '../platform/index.js';
import { references } from './rules.js';
import type { AnnouncementMessage, Facts } from './types.js';
import { el, type Markup, text, xmlDocument } from './xml.js';

const NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';
const LANGUAGES: Record<Locale, string> = { id: 'id-ID', en: 'en' };
const TYPES = { alert: 'Alert', update: 'Update', cancel: 'Cancel' } as const;
/** The scheme of the codes in `geocode`: Kemendagri, Kepmendagri 300.2.2-2430/2025. */
const GEOCODE = 'KEMENDAGRI';

export interface CapContext {
  /** Messages of the same announcement that came before, oldest first. */
  before: readonly AnnouncementMessage[];
  /** The announcement's page. */
  web: string;
  /** Words that CAP has no language for: who sends, and that it is an exercise. */
  senderName: Record<Locale, string>;
  event: Record<Locale, string>;
  exerciseNote: string;
}

/** A Common Alerting Protocol 1.2 message (OASIS), one `info` for each language. */
export function capXml(message: AnnouncementMessage, context: CapContext): string {
  const { facts, kind, exercise } = message;
  return xmlDocument(
    el(
      'alert',
      { xmlns: NAMESPACE },
      text('identifier', message.id),
      text('sender', message.sender),
      text('sent', instant(message.sentAt, facts.office.zone)),
      text('status', exercise ? 'Exercise' : 'Actual'),
      text('msgType', TYPES[kind]),
      text('scope', 'Public'),
      text('note', note(message, context)),
      text(
        'references',
        references(context.before, (earlier) => instant(earlier.sentAt, earlier.facts.office.zone)),
      ),
      text('incidents', message.announcementId),
      info(message, 'id', context),
      info(message, 'en', context),
    ),
  );
}

/** CAP wants a numeric offset: `2025-08-30T21:30:00+07:00`. */
export function instant(at: Date | string, zone: string): string {
  const moment = at instanceof Date ? DateTime.fromJSDate(at) : DateTime.fromISO(at);
  return moment.setZone(zone).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}

function note({ kind, exercise, words }: AnnouncementMessage, { exerciseNote }: CapContext): string {
  return [exercise ? exerciseNote : '', kind === 'cancel' ? words.id.what : ''].filter(Boolean).join(' ');
}

function info({ facts, words, kind }: AnnouncementMessage, locale: Locale, context: CapContext): Markup {
  const said = words[locale];
  const over = kind === 'cancel';
  return el(
    'info',
    {},
    text('language', LANGUAGES[locale]),
    text('category', 'Infra'),
    text('event', context.event[locale]),
    text('responseType', over ? 'AllClear' : 'Avoid'),
    text('urgency', over ? 'Past' : 'Immediate'),
    text('severity', 'Moderate'),
    text('certainty', certainty(facts)),
    text('onset', instant(facts.since, facts.office.zone)),
    text('expires', facts.expectedEnd && !over ? instant(facts.expectedEnd, facts.office.zone) : undefined),
    text('senderName', context.senderName[locale]),
    text('headline', said.title),
    text('description', `${said.what} ${said.since}`),
    text('instruction', said.todo.join('\n')),
    text('web', context.web),
    areas(facts, said.where),
  );
}

/** A closure that was a mistake was never observed. */
function certainty(facts: Facts): string {
  if (facts.ended?.reason === 'mistake') return 'Unlikely';
  return facts.confirmed ? 'Observed' : 'Likely';
}

function areas(facts: Facts, where: string): Markup[] {
  if (facts.areas.length === 0) return [el('area', {}, el('areaDesc', {}, where))];
  return facts.areas.map(({ code, name }) =>
    el('area', {}, el('areaDesc', {}, name || code), el('geocode', {}, text('valueName', GEOCODE), text('value', code))),
  );
}
