import { formatDate, formatDateTime, formatKm, type Locale, type Texts } from '../platform/index.js';
import { areaLines, differenceLines, proxyLines, visitLines } from './formats/more-lines.js';
import { hoursText } from './hours-text.js';
import type { Answer, Destination, LatenessPart, OnlineChannel } from './types.js';

type Say = (key: string, params?: object) => string;

/** A text to forward by WhatsApp: all that the page says, with its address at the end. */
export function forwardText(answer: Answer, locale: Locale, texts: Texts, url: string): string {
  const say: Say = (key, params = {}) => texts.t(locale, `answers:forward.${key}`, { ...params });
  const { zone } = answer.region;
  const time = (instant: string) => formatDateTime(instant, locale, zone);
  const blocks = [
    [say('title', { service: answer.service.names[locale], region: answer.region.name })],
    closedBlock(answer, say, time),
    answer.doNotGo && answer.returnsOn
      ? [say('returns', { date: formatDate(answer.returnsOn, locale), office: answer.doNotGo.office.name })]
      : [],
    placesBlock(answer, say, locale, texts),
    onlineBlock(answer.online, say, locale),
    areaLines(answer, say, locale),
    gapBlock(answer, texts, locale),
    visitLines(answer, say, locale),
    proxyLines(answer, say, locale),
    answer.lateness.length > 0 ? [say('late'), ...answer.lateness.map((part) => latePart(part, say, locale, texts))] : [],
    confirmationBlock(answer, say, time),
    answer.isCopy ? [say('made', { at: time(answer.at) })] : [],
    [url],
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

function closedBlock({ doNotGo, corrected, state }: Answer, say: Say, time: (instant: string) => string): string[] {
  if (!doNotGo) return corrected ? [say('corrected', { office: corrected.office, at: time(corrected.at) })] : [];
  const lines = [say(doNotGo.state, { office: doNotGo.office.name, since: time(doNotGo.since) })];
  lines.push(doNotGo.expectedEnd ? say('end', { at: time(doNotGo.expectedEnd) }) : say('end-unknown'));
  return state === 'arranging' ? [...lines, say('arranging')] : lines;
}

function confirmationBlock({ lastConfirmed, doNotGo, stale }: Answer, say: Say, time: (instant: string) => string): string[] {
  if (lastConfirmed) return [say('confirmed-at', { at: time(lastConfirmed) }), ...(stale ? [say('stale')] : [])];
  return doNotGo ? [say('unconfirmed')] : [];
}

function placesBlock({ goTo, doNotGo, region }: Answer, say: Say, locale: Locale, texts: Texts): string[] {
  if (goTo.length === 0) return [];
  return [
    say(doNotGo ? 'go' : 'usual'),
    ...goTo.flatMap((place, index) => placeLines(place, index + 1, region.name, say, locale, texts)),
  ];
}

function placeLines(place: Destination, number: number, region: string, say: Say, locale: Locale, texts: Texts): string[] {
  const far = place.km === undefined ? '' : say('km', { km: formatKm(place.km, locale), region });
  const bring = place.requirements.map(({ texts: words }) => words[locale]);
  return [
    say('place', { number, name: place.name, far }),
    ...(place.office ? [place.office.address] : []),
    ...(place.fullToday ? [say('full-today')] : []),
    ...(place.startOn ? [say('from', { date: formatDate(place.startOn, locale) })] : []),
    say('hours', { hours: hoursText(place.hours, locale, texts) }),
    ...(place.shutOn?.length ? [say('shut-on', { dates: place.shutOn.map((date) => formatDate(date, locale)).join(', ') })] : []),
    ...differenceLines(place, say, locale, texts),
    ...(place.overCapacity ? [say('full')] : []),
    ...(bring.length > 0 ? [say('bring', { list: bring.join('; ') })] : []),
    ...(place.phone ? [say(isSamplePhone(place) ? 'phone-sample' : 'phone', { phone: place.phone })] : []),
  ];
}

function isSamplePhone({ office }: Destination): boolean {
  return office !== undefined && (office.isSample || office.sampleFields.includes('phone'));
}

function onlineBlock(online: OnlineChannel[], say: Say, locale: Locale): string[] {
  if (online.length === 0) return [];
  return [
    say('online'),
    ...online.map(({ name, url, eligibility }) => {
      const cases = eligibility.map((rule) => rule.texts[locale]).join('; ');
      return `- ${name}${url ? ` ${url}` : ''}${cases ? `\n  ${say('online-if', { cases })}` : ''}`;
    }),
  ];
}

function gapBlock({ gap }: Answer, texts: Texts, locale: Locale): string[] {
  return gap ? [sentence(gap.reason, texts, locale), sentence(gap.closesBy, texts, locale)] : [];
}

/** A sentence of the rerouting room, with its kilometres as people write them. */
export function sentence(
  { key, params }: { key: string; params: Record<string, string | number> },
  texts: Texts,
  locale: Locale,
): string {
  const shown = Object.entries(params).map(([name, value]) => {
    if (typeof value === 'number' && /km$/i.test(name)) return [name, formatKm(value, locale)];
    return [name, name === 'date' ? formatDate(String(value), locale) : value];
  });
  return texts.t(locale, `rerouting:${key}`, Object.fromEntries(shown));
}

function latePart(part: LatenessPart, say: Say, locale: Locale, texts: Texts): string {
  const name = texts.t(locale, `answers:part.${part.part}`);
  if (part.state !== 'granted' || !part.number)
    return say(part.state === 'proposed' ? 'late-proposed' : 'late-none', { part: name });
  const date = (day?: string) => (day ? formatDate(day, locale) : '');
  return say('late-granted', {
    part: name,
    number: part.number,
    from: date(part.dueFrom),
    to: date(part.dueTo),
    payBy: date(part.payBy),
  });
}
