import { errors } from '../errors.js';
import type { WantedStage } from './types.js';

/**
 * Stages in the order of their dates. Throws `return-in-the-past`, `returns-twice`, and `not-held` for a service that this
 * incident does not keep closed. Services that are in no stage stay closed.
 */
export function staged(stages: WantedStage[], held: string[], today: string): WantedStage[] {
  const wrong = (path: string, message: string) => ({ fields: [{ field: path, message }] });
  const past = stages.find(({ date }) => date <= today);
  if (past) throw errors.returnInThePast({ date: past.date, ...wrong('stages', past.date) });
  const services = stages.flatMap((stage) => stage.services);
  const twice = services.find((service, index) => services.indexOf(service) !== index);
  if (twice) throw errors.returnsTwice({ service: twice, ...wrong('stages', twice) });
  const strange = services.find((service) => !held.includes(service));
  if (strange) throw errors.notHeld({ service: strange, ...wrong('stages', strange) });
  const byDate = Map.groupBy(stages, ({ date }) => date);
  const merged = [...byDate].map(([date, same]) => ({ date, services: same.flatMap((stage) => stage.services).sort() }));
  return merged.sort((a, b) => a.date.localeCompare(b.date));
}

/** Whether nothing stays closed once these services are back. */
export function isLast(held: string[], returning: string[]): boolean {
  return held.every((service) => returning.includes(service));
}
