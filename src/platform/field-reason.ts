import type { z } from 'zod';
import type { FieldReason } from './errors.js';

type Issue = z.core.$ZodIssue;

const FORMATS: Record<string, FieldReason['reason']> = {
  date: 'not-a-date',
  datetime: 'not-a-date',
  email: 'not-an-email',
  url: 'not-an-address',
  uuid: 'not-an-id',
};
const TYPES: Record<string, FieldReason['reason']> = { number: 'not-a-number', int: 'not-whole', date: 'not-a-date' };

/** Why a value was refused, where there are words for it; nothing for what only its schema can tell. */
export function reasonFor(issue: Issue, input: unknown): FieldReason | undefined {
  const given = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
  if (given === undefined || given === null || given === '') return { reason: 'missing' };
  if (issue.code === 'too_small') return bound(issue.origin, Number(issue.minimum), 'short', 'small');
  if (issue.code === 'too_big') return bound(issue.origin, Number(issue.maximum), 'long', 'big');
  if (issue.code === 'invalid_value') return { reason: 'not-one-of' };
  if (issue.code === 'invalid_union') return isMoment(issue) ? { reason: 'not-a-date' } : undefined;
  const reason = issue.code === 'invalid_format' ? FORMATS[issue.format] : undefined;
  const kind = issue.code === 'invalid_type' ? TYPES[issue.expected] : undefined;
  return reason || kind ? { reason: (reason ?? kind)! } : undefined;
}

/** A `Date` or its text. */
function isMoment({ errors }: Issue & { code: 'invalid_union' }): boolean {
  return errors.flat().some((issue) => issue.code === 'invalid_type' && issue.expected === 'date');
}

function bound(origin: string, limit: number, text: 'short' | 'long', figure: 'small' | 'big'): FieldReason | undefined {
  if (origin === 'string') return { reason: `too-${text}`, limit };
  if (origin === 'number' || origin === 'int') return { reason: `too-${figure}`, limit };
  return undefined;
}
