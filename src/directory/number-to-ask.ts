import type { Office } from './types.js';

/** Where people ask about an office's services: the number of its contact before that of its counters. */
export function numberToAsk({ contact, phone }: Pick<Office, 'contact' | 'phone'>): string | undefined {
  return contact?.phone ?? phone;
}
