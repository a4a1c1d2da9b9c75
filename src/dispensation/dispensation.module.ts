import { Module, type OnModuleInit } from '@nestjs/common';
import { BackupModule, PaymentsKnown } from '../backup/index.js';
import { DirectoryModule, StatusChanged } from '../directory/index.js';
import { Actor } from '../people/index.js';
import { Durable, Events } from '../platform/index.js';
import { DispensationStore } from './decisions/dispensation-store.js';
import { Dispensations } from './decisions/dispensations.js';
import { FollowIncident } from './decisions/follow-incident.js';
import { ProposeDispensation } from './decisions/propose-dispensation.js';
import { RevokeDispensation } from './decisions/revoke-dispensation.js';
import { SignDispensation } from './decisions/sign-dispensation.js';
import { LateFeeShelf } from './late-fees/late-fee-shelf.js';
import { FollowDecision } from './notices/follow-decision.js';
import { LetterPrint } from './notices/letter-print.js';
import { NoticeKey } from './notices/notice-key.js';
import { NoticeLetters } from './notices/notice-letters.js';
import { NoticePress } from './notices/notice-press.js';
import { NoticeStore } from './notices/notice-store.js';
import { Notices } from './notices/notices.js';
import { FOLLOW } from './notices/workflow.js';
import { HomeOffices } from './obligations/home-offices.js';
import { ImportObligations } from './obligations/import-obligations.js';
import { ObligationStore } from './obligations/obligation-store.js';
import { Obligations } from './obligations/obligations.js';
import { PaymentStore } from './obligations/payment-store.js';
import { ProveSettlement } from './obligations/prove-settlement.js';
import { AuthorityShelf, PrecedentShelf } from './shelf.js';

const VERBS = [ImportObligations, ProposeDispensation, SignDispensation, RevokeDispensation, FollowDecision, ProveSettlement];
const QUESTIONS = [Dispensations, Obligations, Notices, NoticeLetters, NoticeKey, LateFeeShelf, PrecedentShelf, AuthorityShelf];

@Module({
  imports: [DirectoryModule, BackupModule],
  providers: [
    ...VERBS,
    ...QUESTIONS,
    DispensationStore,
    ObligationStore,
    PaymentStore,
    NoticeStore,
    HomeOffices,
    NoticePress,
    LetterPrint,
    FollowIncident,
  ],
  exports: [...VERBS, ...QUESTIONS],
})
export class DispensationModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly durable: Durable,
    private readonly followDecision: FollowDecision,
    private readonly followIncident: FollowIncident,
    private readonly proveSettlement: ProveSettlement,
  ) {}

  onModuleInit(): void {
    this.durable.workflow(FOLLOW, (dispensationId: string) => this.follow(dispensationId));
    this.events.on(PaymentsKnown, 'dispensation.follow-payments', async (known) => {
      await this.proveSettlement.run(Actor.system('dispensation'), known);
    });
    this.events.on(StatusChanged, 'dispensation.follow-incident', async ({ incidentIds }) => {
      for (const incidentId of incidentIds) await this.followIncident.run(incidentId);
    });
  }

  /** Batch after batch until the notices say what the decision says; then those of the decision that it replaces. */
  private async follow(dispensationId: string): Promise<void> {
    for (let id: string | undefined = dispensationId; id !== undefined; ) {
      const { more, next } = await this.followDecision.run(Actor.system('dispensation'), { dispensationId: id });
      if (!more) id = next;
    }
  }
}
