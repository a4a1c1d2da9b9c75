import type { Answer, Destination } from '../../answers/index.js';
import type { Office, OfficeStatus } from '../../directory/index.js';
import { formatDate, formatDateTime, formatKm, type InstanceKind } from '../../platform/index.js';

type Words = (key: string, params?: Record<string, unknown>) => string;

export interface PosterMatter {
  office: Office;
  status: OfficeStatus;
  /** One row a region, in each row one answer a service, in the order of `services`. */
  rows: { region: string; answers: Answer[] }[];
  services: { id: string; name: string }[];
  kind: InstanceKind;
  paper: 'a3' | 'a4';
  now: Date;
  address: string;
  qr: string;
  hours: (destination: Destination) => string;
  t: Words;
}

/** All that `templates/posters/closed-office.typ` prints, each value as it stands on paper. */
export function posterData(matter: PosterMatter): object {
  const { rows, services, kind, paper, qr, t, hours } = matter;
  const places = placesOf(rows.flatMap(({ answers }) => answers));
  return {
    paper,
    qr,
    words: words(matter),
    partly: partly(matter.status),
    banner: kind === 'production' ? null : t(kind),
    services: services.map(({ name }) => name),
    rows:
      places.length === 0
        ? []
        : rows.map(({ region, answers }) => ({ region, cells: answers.map((answer) => cell(answer, places)) })),
    places: places.map((place) => printed(place, hours, t)),
    online: online(matter),
    late: late(rows[0]?.answers[0], t),
    sms: sms(rows[0]?.answers[0], t),
  };
}

function words({ office, status, now, address, t }: PosterMatter): object {
  const said = (at?: Date | string) => (at ? formatDateTime(at, 'id', office.zone) : '');
  const newest = status.offerings.find((one) => one.status !== 'normal');
  return {
    ...Object.fromEntries(
      [
        'author',
        'arranging',
        'leadArranging',
        'kecamatan',
        'none',
        'places',
        'straight',
        'onlineTitle',
        'lateTitle',
        'scan',
        'lead',
      ].map((key) => [key, t(key)]),
    ),
    title: t('title', { office: office.name }),
    closed: t(partly(status) ? 'partly' : 'closed'),
    office: t('office', { office: office.name }),
    since: t('since', { since: said(status.since) }),
    sure: status.confirmed ? t('confirmed', { at: said(newest?.confirmedAt) }) : t('reported'),
    back: newest?.expectedEnd ? t('back', { at: said(newest.expectedEnd) }) : null,
    page: t('page', { address: address.replace(/^https?:\/\//, '') }),
    printed: t('printed', { at: said(now) }),
  };
}

/** The first counter of each answer, each place once, in the order in which they are first named. */
function placesOf(answers: Answer[]): Destination[] {
  const found = new Map<string, Destination>();
  for (const answer of answers) {
    const place = firstPlace(answer);
    if (place?.office && !found.has(place.office.id)) found.set(place.office.id, place);
  }
  return [...found.values()];
}

function firstPlace(answer: Answer): Destination | undefined {
  return answer.goTo.find(({ office }) => office && office.id !== answer.doNotGo?.office.id);
}

function cell(answer: Answer, places: Destination[]): { place: number | null; km: string } {
  const place = firstPlace(answer);
  const index = places.findIndex(({ office }) => office?.id === place?.office?.id);
  return { place: place?.office && index >= 0 ? index : null, km: place?.km === undefined ? '' : formatKm(place.km) };
}

function printed(place: Destination, hours: PosterMatter['hours'], t: Words): object {
  const { office, startOn } = place;
  const sample = office?.isSample || office?.sampleFields.includes('phone');
  const phone = office?.phone && t('phone', { phone: sample ? t('samplePhone', { phone: office.phone }) : office.phone });
  return {
    name: office?.name,
    address: office?.address ?? '',
    hours: hours(place) || t('hoursUnknown'),
    phone: phone ?? null,
    start: startOn ? t('from', { date: formatDate(startOn) }) : null,
  };
}

function online({ rows, services, t }: PosterMatter): string | null {
  const answers = rows[0]?.answers ?? [];
  const possible = answers.filter((answer) => answer.online.length > 0);
  if (possible.length === 0) return null;
  const names = services.filter(({ id }) => possible.some(({ service }) => service.id === id)).map(({ name }) => name);
  const channels = [...new Set(possible.flatMap((answer) => answer.online.map(({ name }) => name)))];
  return t('online', { services: names.join(', '), channels: channels.join(', ') });
}

/** Parts of the bill of which the same is to be said stand on one line. */
function late(answer: Answer | undefined, t: Words): string[] {
  const lines = new Map<string, { said: string; params: object; parts: string[] }>();
  for (const { part, state, number, payBy } of answer?.lateness ?? []) {
    const key = `${state} ${number} ${payBy}`;
    const line = lines.get(key) ?? { said: `late-${state}`, params: { number, payBy: payBy && formatDate(payBy) }, parts: [] };
    line.parts.push(t(`notice:short.${part}`));
    lines.set(key, line);
  }
  return [...lines.values()].map(({ said, params, parts }) => t(said, { ...params, part: parts.join(', ') }));
}

function sms(answer: Answer | undefined, t: Words): string | null {
  const { smsTo: to, smsCode: code } = answer?.complaint ?? {};
  return to && code ? t('sms', { to, code }) : null;
}

function partly({ offerings }: OfficeStatus): boolean {
  return offerings.some(({ status }) => status === 'normal' || status === 'limited');
}
