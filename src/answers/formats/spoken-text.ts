import { formatKm, type Locale, type Texts } from '../../platform/index.js';
import { sentence } from '../forward-text.js';
import { grantedSummary } from '../lateness.js';
import type { Answer, Destination } from '../types.js';
import { spokenDay, spokenHours, spokenMoment } from './spoken-time.js';
import { spokenWords } from './spoken-words.js';

/** Half a minute at the pace of a village announcement, two and a half words a second. */
export const MOST_WORDS = 75;

type Say = (key: string, params?: object) => string;

/** A script to be read aloud in 30 seconds: what matters most first, and what does not fit is left out whole. */
export function spokenText(answer: Answer, locale: Locale, texts: Texts): string {
  const say: Say = (key, params = {}) => texts.t(locale, `answers:spoken.${key}`, { ...params });
  const chosen: { at: number; text: string }[] = [];
  let words = 0;
  for (const { at, text } of byWeight(sentences(answer, say, locale, texts))) {
    const count = spokenWords(text);
    if (words + count > MOST_WORDS) continue;
    words += count;
    chosen.push({ at, text });
  }
  return chosen
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text)
    .join(' ');
}

/** As they are said one after the other; the lightest goes first where there is no room. */
type Sentence = [weight: number, text: string | undefined];

function sentences(answer: Answer, say: Say, locale: Locale, texts: Texts): Sentence[] {
  const { service, region, doNotGo, corrected, goTo, online, gap, areas, ask } = answer;
  const [first, second] = goTo;
  const places = goTo.length + online.length + areas.length;
  return [
    [9, say('for', { region: region.name, service: service.names[locale] })],
    [9, doNotGo && say(doNotGo.state, { office: doNotGo.office.name })],
    [5, doNotGo && say('since', { at: spokenMoment(doNotGo.since, region.zone, locale) })],
    [7, answer.stale && doNotGo?.state === 'confirmed' ? say('stale') : undefined],
    [9, corrected && !doNotGo ? say('corrected', { office: corrected.office }) : undefined],
    [8, answer.state === 'arranging' ? say('arranging') : undefined],
    [8, first && say(doNotGo ? 'go' : 'usual', { name: first.name, ...far(first, say, locale) })],
    [8, first?.fullToday && say('full-today')],
    [6, doNotGo && answer.returnsOn && say('returns', { day: spokenDay(answer.returnsOn, locale), office: doNotGo.office.name })],
    [6, first?.startOn && say('from', { day: spokenDay(first.startOn, locale) })],
    [5, first && say('hours', { hours: spokenHours(first.hours, locale, texts) })],
    [3, second && say('or', { name: second.name, ...far(second, say, locale) })],
    [5, ask && say('ask')],
    [7, gap && sentence(gap.reason, texts, locale)],
    [7, places === 0 && !doNotGo ? say('unknown') : undefined],
    [4, online.length > 0 ? say('online', { names: online.map(({ name }) => name).join(say('and')) }) : undefined],
    [4, lateness(answer, say, locale, texts)],
    [2, say('made', { at: spokenMoment(answer.at, region.zone, locale) })],
  ];
}

function byWeight(all: Sentence[]): { at: number; text: string }[] {
  return all
    .map(([weight, text], at) => ({ weight, text, at }))
    .filter((one): one is { weight: number; text: string; at: number } => Boolean(one.text))
    .sort((a, b) => b.weight - a.weight || a.at - b.at);
}

function far({ km }: Destination, say: Say, locale: Locale): { far: string } {
  return { far: km === undefined ? '' : say('km', { km: formatKm(Math.round(km), locale).replace(/\D+/g, '') }) };
}

function lateness({ lateness: parts, doNotGo }: Answer, say: Say, locale: Locale, texts: Texts): string | undefined {
  if (parts.length === 0 || !doNotGo) return undefined;
  const granted = grantedSummary(parts, (part) => texts.t(locale, `answers:part.${part}`));
  if (granted) return say('late-granted', { parts: granted.parts.replaceAll('+', ', ') });
  return say(parts.some(({ state }) => state === 'proposed') ? 'late-proposed' : 'late-none');
}
