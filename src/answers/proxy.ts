import type { Destination, ProxyLetter } from './types.js';

/** The paper of somebody who goes in another's place, among what to bring. */
const PROXY = 'proxy';

/** Which letter lets somebody go for her, and to which of these places; undefined where none says so. */
export function proxyAt(places: Destination[]): ProxyLetter | undefined {
  const letterAt = (place: Destination) => place.requirements.find(({ code }) => code === PROXY);
  const [letter] = places.map(letterAt).filter((found) => found !== undefined);
  if (!letter) return undefined;
  const { texts, source, isSample } = letter;
  return { letter: texts, source, isSample, at: places.filter(letterAt).map(({ offeringId }) => offeringId) };
}
