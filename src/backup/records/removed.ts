import type { Point } from '../types.js';

/** What was found out of a point that was removed meanwhile says nothing of it any more. */
export function ofRemoved({ id, sourceId }: Point) {
  return { result: undefined, subject: { type: 'recovery-point', id }, detail: { source: sourceId, removed: true } };
}
