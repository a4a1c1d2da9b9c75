import type { Answer, Destination } from '../../answers/index.js';
import { formatDate, formatDateTime, formatKm, type Locale } from '../../platform/index.js';

type Words = (key: string, params?: Record<string, unknown>) => string;
const MOST_PLACES = 2;

/** All that `templates/cards/answer.typ` draws, each value as it stands there. It says nothing that is true only this minute. */
export function cardData(answer: Answer, address: string, banner: string | null, locale: Locale, t: Words): object {
  const places = answer.goTo.slice(0, MOST_PLACES);
  return {
    stop: answer.doNotGo !== undefined,
    banner,
    service: `${answer.service.names[locale]} · ${answer.region.name}`,
    headline: headline(answer, t),
    lead: places.length > 0 ? t(answer.doNotGo ? 'card.go' : 'card.usual') : null,
    lines: places.length > 0 ? places.map((place) => line(place)) : [instead(answer, t)],
    small: [...places.slice(0, 1).flatMap((place) => details(place, answer, locale, t)), ...online(answer, t)],
    address: address.replace(/^https?:\/\//, ''),
    made: t('card.made', { at: formatDateTime(answer.at, locale, answer.region.zone) }),
  };
}

function headline({ doNotGo, state }: Answer, t: Words): string {
  if (doNotGo) return t('answer.do-not-go', { office: doNotGo.office.name });
  return t(state === 'limited' ? 'card.limited' : 'card.normal');
}

function line({ name, office, km }: Destination): string {
  return km === undefined ? (office?.name ?? name) : `${office?.name ?? name} (${formatKm(km)})`;
}

function details({ startOn, km }: Destination, { region }: Answer, locale: Locale, t: Words): string[] {
  const start = startOn ? [t('answer.start-on', { region: region.name, date: formatDate(startOn, locale) })] : [];
  return km === undefined ? start : [...start, t('card.straight', { region: region.name })];
}

function online({ online: channels }: Answer, t: Words): string[] {
  return channels.length > 0 ? [t('card.online', { names: channels.map(({ name }) => name).join(', ') })] : [];
}

function instead({ state, online: channels }: Answer, t: Words): string {
  if (state === 'arranging') return t('answer.arranging');
  return t(channels.length > 0 ? 'answer.online-only' : 'answer.gap');
}
