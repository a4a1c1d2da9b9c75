import type { JsonObject } from '../types.js';
import { hsdsId } from './hsds-id.js';

/** The one taxonomy of ours: what HSDS has no field for stands in one attribute under this term, as JSON. */
export const FACTS_TERM = {
  id: hsdsId('part', 'taxonomy-term.facts'),
  code: 'facts',
  name: 'Sinambung facts',
  description: 'What Sinambung knows of this thing and HSDS 3.0 has no field for, as a JSON object.',
  taxonomy: 'sinambung',
};

export function factsAttribute(entity: string, linkId: string, facts: JsonObject): JsonObject {
  return {
    id: hsdsId('part', `facts.${linkId}`),
    link_id: linkId,
    link_type: 'facts',
    link_entity: entity,
    value: JSON.stringify(facts),
    taxonomy_term: FACTS_TERM,
  };
}

/** Undefined where the document is not from Sinambung. Throws a SyntaxError where it is and was cut. */
export function factsIn({ attributes }: JsonObject): JsonObject | undefined {
  const all = Array.isArray(attributes) ? (attributes as JsonObject[]) : [];
  const found = all.find(({ link_type: type }) => type === 'facts');
  return found ? (JSON.parse(String(found.value)) as JsonObject) : undefined;
}
