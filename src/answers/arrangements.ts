import type { Leg } from '../rerouting/index.js';
import { hostDestination } from './destinations.js';
import type { Answer, AnswerFacts, OnlineChannel } from './types.js';

const SHUT = new Set(['suspended', 'moved']);

/**
 * Where people are sent while the usual office is shut. Nobody is sent to a host that has closed since; before anything is
 * published only what is normal anyway is named: the online channels.
 */
export function arranged(facts: AnswerFacts, shut: boolean, at: Date): Pick<Answer, 'goTo' | 'online' | 'gap'> {
  const online = facts.offerings
    .filter(({ offering, status }) => offering.channel.kind === 'online' && !SHUT.has(status))
    .map(({ offering }) => channelOf(offering));
  if (!shut || !facts.reroute) return { goTo: [], online };
  const open = facts.reroute.legs.filter((leg) => leg.kind !== 'online' && isOpen(facts, leg));
  const places = open.map((leg) => hostDestination(facts, leg, at));
  const goTo = [...places.filter(({ fullToday }) => !fullToday), ...places.filter(({ fullToday }) => fullToday)];
  return { goTo, online, gap: gapOf(facts, goTo.length, online.length) };
}

function isOpen({ offerings }: AnswerFacts, leg: Leg): boolean {
  const found = offerings.find(({ offering }) => offering.id === leg.offeringId);
  return found !== undefined && !SHUT.has(found.status);
}

/** The gap that was published, or the one that came about because every host has closed since. */
function gapOf({ reroute, region, ask }: AnswerFacts, places: number, online: number): Answer['gap'] {
  if (reroute?.gap) return { reason: reroute.gap.reason, closesBy: reroute.gap.closesBy };
  if (places > 0 || ask) return undefined;
  const params = { region: region.name };
  return { reason: { key: online > 0 ? 'gap.online-only' : 'gap.none', params }, closesBy: { key: 'closes.new-plan', params } };
}

function channelOf({ id, channel, eligibility }: AnswerFacts['offerings'][number]['offering']): OnlineChannel {
  return { offeringId: id, name: channel.name, url: channel.url, eligibility };
}
