import { createHash } from 'node:crypto';
import type { AnnouncementWithMessages } from '../../announcements/index.js';
import { type AnswerState, digestOfAll, type Telling } from '../../answers/index.js';
import type { DossierAnswer, DossierLine } from './types.js';

/** What the public was told, a line for each moment at which answers changed. */
export function toldLines(tellings: Telling[]): DossierLine[] {
  const byMoment = Map.groupBy(tellings, ({ toldFrom }) => toldFrom.getTime());
  return [...byMoment].map(([at, told]) => ({
    kind: 'said',
    at: new Date(at),
    key: 'told',
    params: { count: told.length, ...countStates(told) },
    hash: digestOfAll(told),
    record: 'answers',
  }));
}

export function answersTold(tellings: Telling[]): DossierAnswer[] {
  return tellings.map(({ serviceId, regionCode, toldFrom, digest, answer }) => ({
    serviceId,
    service: answer.service.name,
    regionCode,
    region: answer.region.name,
    toldFrom: toldFrom.toISOString(),
    state: answer.state,
    goTo: [...answer.goTo, ...answer.online].map(({ name }) => name),
    hash: digest,
  }));
}

export function announced(announcement: AnnouncementWithMessages | undefined): DossierLine[] {
  return (announcement?.messages ?? []).map(({ kind, number, sentAt, words }) => ({
    kind: 'said',
    at: sentAt,
    key: `announced-${kind}`,
    params: { number, title: words.id.title },
    hash: createHash('sha256').update(JSON.stringify(words)).digest('hex'),
    record: 'announcements',
  }));
}

function countStates(told: Telling[]): Record<AnswerState, number> {
  const counts = { normal: 0, limited: 0, arranging: 0, rerouted: 0 };
  for (const { answer } of told) counts[answer.state]++;
  return counts;
}
