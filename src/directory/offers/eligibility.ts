import type { CitizenCase, EligibilityRule } from '../types.js';

export interface Qualification {
  verdict: 'yes' | 'no' | 'unknown';
  /** The rules that decide: those it breaks, those that cannot be judged, or all of them when it keeps every one. */
  because: EligibilityRule[];
}

/** Whether a case keeps a rule; undefined where the case does not say. */
type Keeps = (given: CitizenCase, rule: EligibilityRule) => boolean | undefined;

const KEEPS: Record<EligibilityRule['code'], Keeps> = {
  'annual-only': ({ annual }) => annual,
  'not-company': ({ owner }) => owner && owner === 'private',
  'not-public-transport': ({ publicTransport }) => not(publicTransport),
  'not-blocked': ({ blocked }) => not(blocked),
  'late-at-most': ({ daysLate }, { days }) => (daysLate === undefined || days === undefined ? undefined : daysLate <= days),
};

/** Whether a channel with these rules takes a case. What is not known is never taken for a yes. */
export function qualifies(rules: EligibilityRule[], given: CitizenCase): Qualification {
  const judged = rules.map((rule) => ({ rule, keeps: KEEPS[rule.code](given, rule) }));
  const having = (keeps: boolean | undefined) => judged.filter((each) => each.keeps === keeps).map(({ rule }) => rule);
  const broken = having(false);
  if (broken.length > 0) return { verdict: 'no', because: broken };
  const open = having(undefined);
  return open.length > 0 ? { verdict: 'unknown', because: open } : { verdict: 'yes', because: rules };
}

/** General knowledge, or sources that contradict each other: pages say that nobody has confirmed it. */
export function isUnconfirmed({ certainty }: Pick<EligibilityRule, 'certainty'>): boolean {
  return certainty === 'K' || certainty === 'U';
}

function not(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
