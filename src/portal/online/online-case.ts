import { z } from 'zod';
import type { CitizenCase, EligibilityRule } from '../../directory/index.js';

const yesOrNo = z.enum(['ya', 'tidak']).optional().catch(undefined);

/** What the form sends; what is missing or odd is not known, never guessed. */
export const onlineForm = z.object({
  tahunan: yesOrNo,
  milik: z.enum(['pribadi', 'badan']).optional().catch(undefined),
  umum: yesOrNo,
  blokir: yesOrNo,
  telat: z.coerce.number().int().min(0).max(36_500).optional().catch(undefined),
});
export type OnlineForm = z.infer<typeof onlineForm>;

export function caseOf({ tahunan, milik, umum, blokir, telat }: OnlineForm): CitizenCase {
  return {
    annual: truth(tahunan),
    owner: milik && (milik === 'pribadi' ? 'private' : 'company'),
    publicTransport: truth(umum),
    blocked: truth(blokir),
    daysLate: telat,
  };
}

/** The choices of "how late": not at all, up to each limit that some channel has, and later than all. Days. */
export function lateChoices(rules: EligibilityRule[]): { days: number; most?: number; more?: number }[] {
  const limits = [...new Set(rules.flatMap(({ code, days }) => (code === 'late-at-most' && days ? [days] : [])))].sort(
    (a, b) => a - b,
  );
  const last = limits.at(-1);
  if (last === undefined) return [];
  return [{ days: 0 }, ...limits.map((most) => ({ days: most, most })), { days: last + 1, more: last }];
}

function truth(said: 'ya' | 'tidak' | undefined): boolean | undefined {
  return said && said === 'ya';
}
