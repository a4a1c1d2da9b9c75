import { Logger } from '@nestjs/common';
import { z } from 'zod';
import { DomainError } from '../platform/index.js';
import type { Trouble } from './types.js';

const logger = new Logger('backup');

export const troubleInput = z.object({
  code: z.string(),
  detail: z.string(),
  context: z.record(z.string(), z.unknown()).optional(),
});

export const foundInput = z.object({ vaultId: z.string(), trouble: troubleInput.optional() });

export type Outcome<T> = { ok: true; value: T } | { ok: false; trouble: Trouble };

/** Runs work whose failure is a fact to be recorded, not an end of the workflow. */
export async function attempt<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) };
  }
}

/** What came of work on one vault. */
export type Found = z.output<typeof foundInput>;

/** One vault's trouble is no other's. */
export async function attemptIn(vaultId: string, work: () => Promise<unknown>): Promise<Found> {
  const done = await attempt(work);
  return done.ok ? { vaultId } : { vaultId, trouble: done.trouble };
}

export function troubleOf(error: unknown): Trouble {
  if (error instanceof DomainError) return { code: error.code, detail: detailOf(error), context: error.context };
  logger.error(error instanceof Error ? error.stack : error);
  return { code: 'backup.unexpected', detail: error instanceof Error ? error.message : String(error) };
}

/** What was said by whoever failed; else the error's own words with what it is about. */
export function detailOf({ message, context: { detail, ...facts } }: DomainError): string {
  if (detail !== undefined) return String(detail);
  const named = Object.entries(facts).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return named.length > 0 ? `${message} (${named.map(([name, value]) => `${name}: ${value}`).join(', ')})` : message;
}
