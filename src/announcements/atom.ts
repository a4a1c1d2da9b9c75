import type { Locale } from '../platform/index.js';
import { instant } from './cap.js';
import type { AnnouncementMessage, AnnouncementWithMessages, Said } from './types.js';
import { el, type Markup, text, xmlDocument } from './xml.js';

const NAMESPACE = 'http://www.w3.org/2005/Atom';

export interface AtomContext {
  /** The address people use, without a slash at its end. */
  url: string;
  locale: Locale;
  title: string;
  author: string;
  /** When nothing has ever been announced, the feed is as old as this. */
  now: Date;
}

/** An Atom feed (RFC 4287): one entry for each announcement, under an id that stays when the announcement changes. */
export function atomXml(announcements: readonly AnnouncementWithMessages[], context: AtomContext): string {
  const { url, locale, title, author } = context;
  const newest = announcements.map((one) => one.updatedAt).sort((a, b) => b.getTime() - a.getTime())[0] ?? context.now;
  return xmlDocument(
    el(
      'feed',
      { xmlns: NAMESPACE, 'xml:lang': locale },
      text('id', `${url}/umpan.atom`),
      text('title', title),
      text('updated', instant(newest, 'Asia/Jakarta')),
      el('author', {}, text('name', author)),
      el('link', { rel: 'self', type: 'application/atom+xml', href: `${url}/umpan.atom` }),
      el('link', { rel: 'alternate', type: 'text/html', href: `${url}/pengumuman` }),
      announcements.map((one) => entry(one, context)),
    ),
  );
}

function entry(announcement: AnnouncementWithMessages, { url, locale }: AtomContext): Markup | undefined {
  const last = announcement.messages.at(-1);
  if (!last) return undefined;
  const { zone } = last.facts.office;
  const said = last.words[locale];
  return el(
    'entry',
    {},
    text('id', `urn:uuid:${announcement.id}`),
    el('title', {}, said.title),
    text('published', instant(announcement.publishedAt, zone)),
    text('updated', instant(announcement.updatedAt, zone)),
    el('link', { rel: 'alternate', type: 'text/html', href: `${url}/pengumuman/${announcement.id}` }),
    el('link', { rel: 'related', type: 'application/cap+xml', href: `${url}/cap/${last.id}.xml` }),
    el('category', { term: last.kind }),
    text('summary', said.what),
    el('content', { type: 'text' }, whole(said)),
    source(last),
  );
}

function whole(said: Said): string {
  return [said.what, said.where, said.since, ...said.todo].join('\n');
}

/** What an entry from a demonstration or a drill is called, for readers that show categories. */
function source({ exercise }: AnnouncementMessage): Markup | undefined {
  return exercise ? el('category', { term: 'exercise' }) : undefined;
}
