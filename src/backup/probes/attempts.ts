import { DomainError } from '../../platform/index.js';
import type { Check, Finding, Found } from './rules.js';

/** What could not even be asked says nothing of the store. */
const NO_ANSWER = ['backup.vault-unreachable', 'backup.clock-wrong', 'backup.vault-vanished', 'backup.no-such-object'];

/** Notes what one credential could do, attempt by attempt. */
export class Attempts {
  readonly findings: Finding[] = [];

  /** `work` answers whether it worked, or throws when it was refused. */
  async note(check: Check, place: Finding['place'], work: () => Promise<boolean | string>): Promise<void> {
    this.findings.push({ check, place, ...(await outcome(work)) });
  }

  skip(names: readonly Check[], detail: string): void {
    for (const check of names) this.findings.push({ check, place: 'probe', found: 'untried', detail });
  }
}

async function outcome(work: () => Promise<boolean | string>): Promise<{ found: Found; detail?: string }> {
  try {
    const worked = await work();
    if (typeof worked === 'string') return { found: 'refused', detail: worked };
    return { found: worked ? 'works' : 'refused' };
  } catch (error) {
    const { code, name, context } = error as DomainError;
    const detail = error instanceof DomainError ? String(context.detail ?? code) : name;
    return { found: NO_ANSWER.includes(code) ? 'untried' : 'refused', detail };
  }
}
