import { formatDate, formatDateTime, LOCALES, type Locale, type TextParams, type Texts } from '../platform/index.js';
import type { Ask, Excused, Facts, Instead, Said, SaidIn } from './types.js';

type Words = (key: string, params?: TextParams) => string;

/** The words in every language, from the facts and the catalogue alone. */
export function compose(facts: Facts, texts: Texts): SaidIn {
  return Object.fromEntries(LOCALES.map((locale) => [locale, composeIn(facts, locale, texts)])) as SaidIn;
}

function composeIn(facts: Facts, locale: Locale, texts: Texts): Said {
  const words: Words = (key, params = {}) => texts.t(locale, `announcements:say.${key}`, params);
  const names = { office: facts.office.name, part: facts.part?.names[locale] };
  if (facts.ended) return composeEnd(facts, locale, words, names);
  const how = facts.confirmed ? 'confirmed' : 'reported';
  return {
    title: words(facts.part ? `title-part-${how}` : `title-${how}`, names),
    what: [words(facts.part ? 'what-part' : 'what', { ...names, services: listed(facts, locale) }), cause(facts, words)]
      .filter(Boolean)
      .join(' '),
    where: where(facts, words),
    since: since(facts, locale, words),
    todo: [...todo(facts, locale, words), ...lateness(facts.excused, locale, words)],
  };
}

function composeEnd(facts: Facts, locale: Locale, words: Words, names: TextParams): Said {
  const { reason, at } = facts.ended!;
  const params = { ...names, at: formatDateTime(at, locale, facts.office.zone), services: listed(facts, locale) };
  return {
    title: words(`end-title-${reason}`, params),
    what: words(`end-what-${reason}`, params),
    where: where(facts, words),
    since: words(`end-since-${reason}`, params),
    todo: [words(`end-todo-${reason}`, params), ...excusedLines(facts.excused, locale, words)],
  };
}

function listed(facts: Facts, locale: Locale): string {
  return facts.services.map((service) => service.names[locale]).join(', ');
}

function cause(facts: Facts, words: Words): string {
  return facts.cause ? words('cause', { cause: facts.cause }) : '';
}

function where(facts: Facts, words: Words): string {
  const { name, address } = facts.office;
  return words(facts.areas.length === 0 ? 'where-alone' : 'where', {
    name,
    address,
    areas: facts.areas.map((area) => area.name).join(', '),
  });
}

function since(facts: Facts, locale: Locale, words: Words): string {
  const at = formatDateTime(facts.since, locale, facts.office.zone);
  const end = facts.expectedEnd && formatDateTime(facts.expectedEnd, locale, facts.office.zone);
  return [
    words(facts.confirmed ? 'since' : 'since-reported', { at }),
    end ? words('until', { end }) : words('until-unknown'),
  ].join(' ');
}

/** A gap is named, not hidden. */
function todo(facts: Facts, locale: Locale, words: Words): string[] {
  return facts.services.map(({ names, instead, ask }) => {
    const params = { service: names[locale], channels: instead.map((one) => channel(one, locale, words)).join('; ') };
    if (ask) return withAsking(instead, ask, params, words);
    if (facts.rerouted) return words(instead.length > 0 ? 'todo' : 'todo-gap', params);
    return words(instead.length > 0 ? 'todo-online' : 'todo-arranging', params);
  });
}

/** A place that is not made known is a place: people are served there, and told whom to ask. */
function withAsking(instead: Instead[], { phone }: Ask, params: TextParams, words: Words): string {
  const whom = words(phone ? 'ask-phone' : 'ask-officer', { phone });
  if (instead.length === 0) return words('todo-ask', { ...params, whom });
  return [words('todo', params), words('todo-ask-too', { whom })].join(' ');
}

function channel({ name, startOn }: Instead, locale: Locale, words: Words): string {
  return startOn ? words('channel-from', { name, day: formatDate(startOn, locale) }) : name;
}

/** Nothing is promised that is not signed. */
function lateness(excused: Excused[], locale: Locale, words: Words): string[] {
  return excused.length === 0 ? [words('late-none')] : excusedLines(excused, locale, words);
}

function excusedLines(excused: Excused[], locale: Locale, words: Words): string[] {
  const day = (date: string | undefined) => (date ? formatDate(date, locale) : '');
  return excused.map(({ part, number, dueFrom, dueTo, payBy }) =>
    words(payBy ? 'late-excused-until' : 'late-excused', {
      part: words(`part-${part}`),
      number,
      from: day(dueFrom),
      to: day(dueTo),
      payBy: day(payBy),
    }),
  );
}
