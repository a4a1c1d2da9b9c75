import type { ChannelKind, StatusKind } from '../../types.js';
import type { JsonObject } from '../types.js';
import { FACTS_TERM } from './facts-attribute.js';
import { hsdsId } from './hsds-id.js';

const CHANNELS: Record<ChannelKind, string> = {
  counter: 'At a counter of an office',
  online: 'Online',
  outreach: 'By a unit that comes to people',
  phone: 'By telephone',
};
const STATUSES: Record<StatusKind, string> = {
  normal: 'As usual',
  limited: 'Only partly',
  suspended: 'Not at present',
  moved: 'Given elsewhere',
};

const taxonomy = (name: string, description: string) => ({
  id: hsdsId('part', `taxonomy.${name}`),
  name,
  description,
  version: '1',
});

export const TAXONOMIES = [
  taxonomy('sinambung-channel', 'How a service is given'),
  taxonomy('sinambung-status', 'Whether it is given now'),
  taxonomy('sinambung', 'What HSDS 3.0 has no field for'),
] as const;
const [CHANNEL, STATUS, OWN] = TAXONOMIES;

const term = (within: (typeof TAXONOMIES)[number], code: string, description: string) => ({
  id: hsdsId('part', `taxonomy-term.${within.name}.${code}`),
  code,
  name: code,
  description,
  taxonomy: within.name,
  taxonomy_id: within.id,
});

export const TERMS = [
  ...Object.entries(CHANNELS).map(([code, text]) => term(CHANNEL, code, text)),
  ...Object.entries(STATUSES).map(([code, text]) => term(STATUS, code, text)),
  { ...FACTS_TERM, taxonomy_id: OWN.id },
];

/** The attribute that says how something is given, or whether it is. */
export function termAttribute(within: 'channel' | 'status', code: string, linkId: string): JsonObject {
  const {
    id,
    name,
    description,
    taxonomy: of,
  } = TERMS.find((one) => one.taxonomy === `sinambung-${within}` && one.code === code)!;
  return {
    id: hsdsId('part', `${within}.${linkId}`),
    link_id: linkId,
    link_type: within,
    link_entity: 'service_at_location',
    value: code,
    taxonomy_term: { id, code, name, description, taxonomy: of },
  };
}

/** The kind of channel that a term stands for, if it is one of those. */
export function channelOfTerm(id: string): string | undefined {
  return TERMS.find((one) => one.id === id && one.taxonomy === CHANNEL.name)?.code;
}
