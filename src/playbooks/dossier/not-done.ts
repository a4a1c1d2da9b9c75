import type { Dispensation } from '../../dispensation/index.js';
import type { Incident } from '../../incidents/index.js';
import type { Gap, HostRequest, Reroute } from '../../rerouting/index.js';
import type { Run } from '../types.js';
import type { DossierLine } from './types.js';

export interface Undone {
  incident: Incident;
  isAnnounced: boolean;
  reroutes: { reroute: Reroute; requests: HostRequest[]; gaps: Gap[] }[];
  decisions: Dispensation[];
  runs: Run[];
}

/** What was begun and not ended, and what nobody began. */
export function undoneLines({ incident, isAnnounced, reroutes, decisions, runs }: Undone): DossierLine[] {
  const published = reroutes.some(({ reroute }) => reroute.publishedAt);
  return [
    ...(incident.confirmedAt || incident.correctedAt ? [] : [line('unconfirmed')]),
    ...(isAnnounced ? [] : [line('unannounced')]),
    ...(published ? [] : [line('no-reroute')]),
    ...(decisions.some(({ signedAt }) => signedAt) ? [] : [line('no-dispensation')]),
    ...reroutes.flatMap(rerouteLines),
    ...decisions.filter(({ state }) => state === 'proposed').map(({ proposedAt }) => line('unsigned', {}, proposedAt)),
    ...runs.flatMap(runLines),
    ...(incident.closedAt || incident.correctedAt ? [] : [line('still-open')]),
  ];
}

function rerouteLines({ reroute, requests, gaps }: Undone['reroutes'][number]): DossierLine[] {
  const isLive = reroute.state === 'published';
  return [
    ...(reroute.state === 'proposed' || reroute.state === 'asked' ? [line('unapproved', {}, reroute.proposedAt)] : []),
    ...requests
      .filter(({ answeredAt }) => !answeredAt)
      .map(({ officeId, askedAt }) => line('unanswered', { office: officeId }, askedAt)),
    ...(isLive ? gaps.map(({ serviceId, regionCode }) => line('gap', { service: serviceId, region: regionCode })) : []),
  ];
}

function runLines({ playbook, steps }: Run): DossierLine[] {
  const undone = steps.filter(({ state }) => state !== 'done');
  return undone.map(({ stepId, state, note, endedAt }) => {
    const title = playbook.steps.find(({ id }) => id === stepId)?.title.id ?? stepId;
    const key = state === 'skipped' ? 'step-skipped' : state === 'failed' ? 'step-failed' : 'step-open';
    return line(key, { title, note: note ?? '-' }, endedAt);
  });
}

function line(key: string, params: DossierLine['params'] = {}, at?: Date): DossierLine {
  return { kind: 'not-done', at, key, params, record: 'nowhere' };
}
