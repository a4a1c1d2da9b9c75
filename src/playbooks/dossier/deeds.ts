import { Injectable } from '@nestjs/common';
import { Announcements, type AnnouncementWithMessages } from '../../announcements/index.js';
import { LedgerEntries, type LedgerEntry, VerifyLedger } from '../../audit/index.js';
import { Dispensations, Notices } from '../../dispensation/index.js';
import { Accounts } from '../../people/index.js';
import type { Dossier } from './types.js';

/** What was decided, announced and written into the ledger. */
@Injectable()
export class Deeds {
  constructor(
    private readonly dispensations: Dispensations,
    private readonly notices: Notices,
    private readonly announcements: Announcements,
    private readonly ledger: LedgerEntries,
    private readonly verify: VerifyLedger,
    private readonly accounts: Accounts,
  ) {}

  async of(incidentId: string): Promise<{
    decisions: Dossier['decisions'];
    announcement?: AnnouncementWithMessages;
    ledger: Dossier['ledger'];
  }> {
    const decided = await this.dispensations.ofIncident(incidentId);
    const decisions = decided.map(async (decision) => ({ decision, notices: await this.notices.counts(decision.id) }));
    const latest = await this.announcements.latestOf(incidentId);
    const { sealed, intact } = await this.verify.run();
    return {
      decisions: await Promise.all(decisions),
      announcement: latest && (await this.announcements.get(latest.id)),
      ledger: { sealed, intact },
    };
  }

  /** Of subjects by their type, with the name of the account in place of its id. */
  async entries(subjects: Record<string, string[]>): Promise<LedgerEntry[]> {
    const names = new Map((await this.accounts.all()).map(({ id, name }) => [id, name]));
    const wanted = Object.entries(subjects).flatMap(([type, ids]) => ids.map((id) => ({ type, id })));
    const found = await this.ledger.ofAll(wanted);
    return found.map((entry) => ({ ...entry, actor: names.get(entry.actor) ?? entry.actor }));
  }
}
