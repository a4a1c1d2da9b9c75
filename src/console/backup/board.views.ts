import type { LeftInVault, ServiceBoard, SourceStanding } from '../../backup/index.js';
import type { Locale } from '../../platform/index.js';
import { type Trend, trendOf } from './trend.js';
import type { Words } from './words.js';

export const LEVEL_TAGS = { red: 'stop', amber: 'wait', green: 'ok' } as const;

/** How long proofs and restores took, and how the copies grew. */
export function trendsView({ timings, sizes }: Pick<SourceStanding, 'timings' | 'sizes'>, words: Words) {
  const drawn = (values: readonly (number | undefined)[], say: (value: number) => string): Trend | undefined =>
    trendOf(
      values.filter((value) => value !== undefined),
      (least, most, last) => words.trend(say(least), say(most), say(last)),
    );
  return {
    seconds: drawn(
      timings.map(({ seconds }) => seconds),
      (value) => words.seconds(value),
    ),
    bytes: drawn(
      sizes.map(({ rawBytes }) => rawBytes),
      (value) => words.size(value),
    ),
    rows: drawn(
      sizes.map(({ rows }) => rows),
      (value) => words.count(value),
    ),
    durations: drawn(
      sizes.map(({ seconds }) => seconds),
      (value) => words.seconds(value),
    ),
  };
}

/** A source that is no longer on the shelf has no name. */
export function leftView(left: LeftInVault, sources: readonly { id: string; name: string }[], words: Words) {
  return { ...left, name: nameIn(sources, left.sourceId), trouble: words.trouble(left.trouble) };
}

/** One that is no longer on the shelf has its id alone. */
export function nameIn(sources: readonly { id: string; name: string }[], sourceId: string): string {
  return sources.find(({ id }) => id === sourceId)?.name ?? sourceId;
}

export function servicesView({ services, undeclared }: ServiceBoard, locale: Locale) {
  return {
    services: services.map(({ service, serviceId, level, systems }) => ({
      name: service?.names[locale] ?? serviceId,
      level,
      tag: LEVEL_TAGS[level],
      systems,
    })),
    undeclared: undeclared.map(({ names }) => names[locale]),
  };
}
