import { hoursOf, hoursRows } from './hours-rows.js';
import { dropNulls, idOf, type ListShape, objects } from './list-shape.js';
import type { JsonObject } from './types.js';

/** `what` says which part of the variant a row is: hours, adds, drops, limit, capacity; `usual` begins one that has none of them. */
export const emergencies: ListShape = {
  once: (item) => JSON.stringify([item.what, item.code ?? null, item.day ?? null, item.open ?? null, item.texts ?? null]),
  gather: (items) => {
    if (items.length === 0) return { emergency: null };
    const of = (what: string) => items.filter((item) => item.what === what);
    const [opening] = of('opening');
    const [capacity] = of('capacity');
    const week = opening && {
      always: opening.alwaysOpen ?? false,
      closedOn: opening.closedOn ?? [],
      ...dropNulls(hoursOf(of('hours'))),
    };
    return {
      emergency: {
        ...(week ? { hours: week } : {}),
        adds: of('adds').map(({ code = null, texts = null, source, isSample = false }) => ({
          code,
          texts,
          ...(source === undefined ? {} : { source }),
          isSample,
          text: idOf(texts),
        })),
        drops: of('drops').map(({ code = '' }) => code),
        limits: of('limit').map(({ texts = null }) => texts),
        ...(capacity ? { capacityPerDay: capacity.capacityPerDay ?? null } : {}),
      },
    };
  },
  spread: ({ emergency }) => {
    if (!emergency) return [];
    const { hours: opening, adds, drops, limits, capacityPerDay } = emergency as JsonObject;
    const week = opening as JsonObject | undefined;
    return [
      { what: 'usual' },
      ...(week ? [{ what: 'opening', alwaysOpen: week.always ?? false, closedOn: week.closedOn ?? [] }] : []),
      ...hoursRows(week).map((row) => ({ what: 'hours', ...row })),
      ...objects(adds).map((requirement) => ({ what: 'adds', ...requirement })),
      ...((drops ?? []) as string[]).map((code) => ({ what: 'drops', code })),
      ...objects(limits).map((texts) => ({ what: 'limit', texts })),
      ...(capacityPerDay === undefined ? [] : [{ what: 'capacity', capacityPerDay }]),
    ] as JsonObject[];
  },
};
