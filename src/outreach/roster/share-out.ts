import { DAY_MS } from '../../platform/index.js';
import type { Need, VisitRequest } from '../types.js';

export type HeadStart = Record<Need, number>;
type Waiting = Pick<VisitRequest, 'id' | 'villageCode' | 'people' | 'needs' | 'receivedAt'>;

export interface SharedVisit<R extends Waiting> {
  villageCode: string;
  requests: R[];
}

export interface Shared<R extends Waiting> {
  /** The most urgent first. */
  visits: SharedVisit<R>[];
  /** More people than one visit takes: somebody has to plan these by hand. */
  tooLarge: R[];
}

/** When a request counts as having come, in milliseconds: the largest head start of its needs, in days, earlier than it did. */
export function rankOf({ receivedAt, needs }: Pick<VisitRequest, 'receivedAt' | 'needs'>, headStart: HeadStart): number {
  return receivedAt.getTime() - DAY_MS * Math.max(0, ...needs.map((need) => headStart[need]));
}

/**
 * Shares requests out to visits of at most `quota` people, each to one village. In a village they go strictly in the order of
 * `rankOf`: whoever does not fit any more is the first of the next visit, and nobody smaller slips past her. So a request can
 * only be overtaken by those that came less than the largest head start after it.
 */
export function shareOut<R extends Waiting>(waiting: R[], quota: number, headStart: HeadStart): Shared<R> {
  const inOrder = waiting
    .map((request) => ({ request, rank: rankOf(request, headStart) }))
    .sort((a, b) => a.rank - b.rank || a.request.receivedAt.getTime() - b.request.receivedAt.getTime() || byId(a, b))
    .map(({ request }) => request);
  const visits: SharedVisit<R>[] = [];
  const open = new Map<string, SharedVisit<R>>();
  for (const request of inOrder.filter(({ people }) => people <= quota)) {
    const last = open.get(request.villageCode);
    if (last && peopleOn(last.requests) + request.people <= quota) last.requests.push(request);
    else visits.push(begin(request, open));
  }
  return { visits, tooLarge: inOrder.filter(({ people }) => people > quota) };
}

export function peopleOn(requests: Pick<VisitRequest, 'people'>[]): number {
  return requests.reduce((sum, { people }) => sum + people, 0);
}

function begin<R extends Waiting>(request: R, open: Map<string, SharedVisit<R>>): SharedVisit<R> {
  const visit = { villageCode: request.villageCode, requests: [request] };
  open.set(request.villageCode, visit);
  return visit;
}

function byId(a: { request: Waiting }, b: { request: Waiting }): number {
  return a.request.id < b.request.id ? -1 : 1;
}
