import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AnnouncementsModule } from '../announcements/index.js';
import { AnswersModule } from '../answers/index.js';
import { BackupModule } from '../backup/index.js';
import { ComplaintsModule } from '../complaints/index.js';
import { CustodyModule } from '../custody/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { OperationsModule } from '../operations/index.js';
import { OutreachModule } from '../outreach/index.js';
import { PlaybooksModule } from '../playbooks/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { AnnouncementsApi } from './announcements.controller.js';
import { AnswersApi } from './answers.controller.js';
import { ArchivesApi } from './archives.controller.js';
import { BackupApi } from './backup.controller.js';
import { CalendarApi } from './calendar.controller.js';
import { ComplaintsApi } from './complaints.controller.js';
import { CUSTODY_APIS } from './custody.controller.js';
import { DirectoryApi } from './directory.controller.js';
import { DirectoryExchangeApi } from './directory-exchange.controller.js';
import { DispensationsApi } from './dispensations.controller.js';
import { DossierApi } from './dossier.controller.js';
import { EscrowApi } from './escrow.controller.js';
import { FeedbackApi } from './feedback.controller.js';
import { HealthController } from './health.controller.js';
import { HeldWorkApi } from './held-work.controller.js';
import { HOST_APIS } from './hosts.controller.js';
import { HsdsApi } from './hsds.controller.js';
import { INCIDENT_APIS } from './incidents.controller.js';
import { LedgerApi } from './ledger.controller.js';
import { LossesApi } from './losses.controller.js';
import { MapsApi } from './maps.controller.js';
import { NoticesApi } from './notices.controller.js';
import { ObligationsApi } from './obligations.controller.js';
import { OffersApi } from './offers.controller.js';
import { OfferVerbs } from './offers.verbs.js';
import { OUTREACH_APIS } from './outreach.controller.js';
import { PaperApi } from './paper.controller.js';
import { PeopleApi } from './people.controller.js';
import { ReroutesApi } from './reroutes.controller.js';
import { RerouteVerbs } from './reroutes.verbs.js';
import { RetentionApi } from './retention.controller.js';
import { RUN_APIS } from './runs.controller.js';
import { SmsApi } from './sms.controller.js';
import { SmsChain } from './sms-chain.js';
import { VaultsApi } from './vaults.controller.js';
import { VisitsApi } from './visits.controller.js';
import { VisitVerbs } from './visits.verbs.js';
import { WATCH_APIS } from './watch.controller.js';
import { WAVE_APIS } from './waves.controller.js';

@Module({
  imports: [
    AnnouncementsModule,
    ComplaintsModule,
    IncidentsModule,
    PlaybooksModule,
    OperationsModule,
    OutreachModule,
    BackupModule,
    AnswersModule,
    ReroutingModule,
    CustodyModule,
    DirectoryModule,
    TerminusModule,
    DispensationModule,
  ],
  controllers: [
    DossierApi,
    AnnouncementsApi,
    ComplaintsApi,
    SmsApi,
    ...INCIDENT_APIS,
    ...OUTREACH_APIS,
    ...WAVE_APIS,
    ...WATCH_APIS,
    ...RUN_APIS,
    BackupApi,
    RetentionApi,
    PeopleApi,
    FeedbackApi,
    HealthController,
    LedgerApi,
    ...CUSTODY_APIS,
    DirectoryApi,
    DirectoryExchangeApi,
    HeldWorkApi,
    HsdsApi,
    MapsApi,
    CalendarApi,
    OffersApi,
    VisitsApi,
    AnswersApi,
    ReroutesApi,
    ...HOST_APIS,
    DispensationsApi,
    NoticesApi,
    ObligationsApi,
    ArchivesApi,
    LossesApi,
    PaperApi,
    VaultsApi,
    EscrowApi,
  ],
  providers: [SmsChain, RerouteVerbs, OfferVerbs, VisitVerbs],
})
export class ApiModule {}
