import { DateTime } from 'luxon';
import type { Locale, Texts } from '../platform/index.js';
import { gsmLength, toGsm } from './gsm.js';
import { hoursText } from './hours-text.js';
import { grantedSummary } from './lateness.js';
import type { Answer, Destination } from './types.js';

const SMS_PLACES = 160;
/** How long a name may be, tried from the left until the piece fits. */
const WIDTHS = [60, 32, 20, 12];

/** A shorter piece leaves the hours out. */
const WIDTH_WITH_HOURS = 32;

type Piece = (width: number) => string;
type Say = (key: string, params?: object) => string;

/** One SMS of at most 160 characters of GSM 03.38: what matters most first, and what does not fit is left out whole. */
export function smsText(answer: Answer, locale: Locale, texts: Texts): string {
  const say: Say = (key, params = {}) => texts.t(locale, `answers:sms.${key}`, { ...params });
  return joined(piecesOf(answer, say, locale, texts));
}

function piecesOf(answer: Answer, say: Say, locale: Locale, texts: Texts): Piece[] {
  const { doNotGo, corrected, goTo, online, lateness } = answer;
  const zone = answer.region.zone;
  const pieces: Piece[] = [];
  if (doNotGo)
    pieces.push((width) => say(doNotGo.state, { office: cut(doNotGo.office.name, width), since: moment(doNotGo.since, zone) }));
  if (answer.stale && doNotGo?.state === 'confirmed') pieces.push(() => say('stale'));
  if (corrected && !doNotGo) pieces.push((width) => say('corrected', { office: cut(corrected.office, width) }));
  if (answer.state === 'arranging') pieces.push(() => say('arranging'));
  const [first, ...others] = goTo.map(
    (place, index): Piece =>
      (width) =>
        placeWords(place, index, width, doNotGo !== undefined, (wide) => openWords(place, wide, say, locale, zone, texts), say),
  );
  if (first) pieces.push(first);
  const { returnsOn } = answer;
  if (returnsOn && doNotGo)
    pieces.push((width) => say('returns', { day: day(returnsOn, zone, locale), office: cut(doNotGo.office.name, width) }));
  if (answer.isCopy) pieces.push(() => say('made', { at: moment(answer.at, zone) }));
  if (answer.gap)
    pieces.push((width) => say(goTo.length + online.length > 0 ? 'gap-part' : 'gap', { region: cut(answer.region.name, width) }));
  if (goTo.length + online.length === 0 && !doNotGo)
    pieces.push((width) => say('unknown', { region: cut(answer.region.name, width) }));
  if (online.length > 0) pieces.push((width) => say('online', { names: online.map(({ name }) => cut(name, width)).join('/') }));
  if (lateness.length > 0) pieces.push((width) => lateWords(answer, width, say, locale, texts));
  return [...pieces, ...others];
}

function placeWords(place: Destination, index: number, width: number, instead: boolean, open: Piece, say: Say): string {
  const km = place.km === undefined ? '' : say('km', { km: Math.round(place.km) });
  const key = index > 0 ? 'or' : instead ? 'go' : 'usual';
  return say(key, { name: cut(place.name, width), km, open: open(width) });
}

function openWords(place: Destination, width: number, say: Say, locale: Locale, zone: string, texts: Texts): string {
  const { openNow, closesAt, nextOpening, startOn, fullToday } = place;
  if (fullToday) return say('full-today');
  if (openNow) return closesAt ? say('open-until', { time: clock(closesAt, zone) }) : say('open');
  if (nextOpening) return say('opens', { day: day(nextOpening, zone, locale), time: clock(nextOpening, zone) });
  const from = startOn ? say('from', { day: day(startOn, zone, locale) }) : '';
  if (openNow === false || from || width < WIDTH_WITH_HOURS) return from;
  return hoursText(place.hours, locale, texts);
}

function lateWords(answer: Answer, width: number, say: Say, locale: Locale, texts: Texts): string {
  const granted = grantedSummary(answer.lateness, (part) => texts.t(locale, `answers:part.${part}`));
  if (granted) return say('late-granted', { parts: granted.parts, number: cut(granted.number, width) });
  return say(answer.lateness.some(({ state }) => state === 'proposed') ? 'late-proposed' : 'late-none');
}

function joined(pieces: Piece[]): string {
  let text = '';
  for (const piece of pieces) {
    const longer = WIDTHS.map((width) => toGsm([text, tidy(piece(width))].filter(Boolean).join(' ')));
    text = longer.find((candidate) => gsmLength(candidate) <= SMS_PLACES) ?? text;
  }
  return text;
}

const tidy = (words: string) =>
  words
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1')
    .replace(/,\./g, '.')
    .trim();

function cut(name: string, width: number): string {
  const plain = toGsm(name).replace(/[\^{}\\[~\]|€\r\n]/g, ' ');
  return plain.length <= width ? plain : `${plain.slice(0, width - 1).trimEnd()}.`;
}

const at = (instant: string, zone: string) => DateTime.fromISO(instant, { zone });
const moment = (instant: string, zone: string) => at(instant, zone).toFormat('d/L HH.mm');
const clock = (instant: string, zone: string) => at(instant, zone).toFormat('HH.mm');
const day = (instant: string, zone: string, locale: Locale) => at(instant, zone).setLocale(locale).toFormat('ccc d/L');
