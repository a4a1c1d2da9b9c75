import { Module } from '@nestjs/common';
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
import { ReroutingModule } from '../rerouting/index.js';
import { ANNOUNCEMENT_DESK, AnnouncementDeskController } from './announcements/index.js';
import { ArchiveController, ArchivePages } from './archives/index.js';
import { RECOVERY_DESK, RECOVERY_PAGES } from './backup/index.js';
import { CheckInsController, CheckInsPage } from './check-ins/index.js';
import { COMPLAINT_DESK, ComplaintDeskController } from './complaints/index.js';
import { CUSTODY_CONTROLLERS, CUSTODY_PAGES } from './custody/index.js';
import { DirectoryDeskController, DirectoryPages } from './directory/index.js';
import { DISPENSATION_PAGES, DispensationController } from './dispensation/index.js';
import { HomeModule } from './home/home.module.js';
import { IncidentPagesModule } from './incidents/incident-pages.module.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { LossController, LossPages } from './losses/index.js';
import { OFFER_DESKS, OFFER_PAGES } from './offers/index.js';
import { HeldWorkController } from './operations/held-work.controller.js';
import { UndeliveredController } from './operations/undelivered.controller.js';
import { OUTREACH_DESK, OUTREACH_DESK_CONTROLLERS } from './outreach/index.js';
import { PaperController, PaperPages } from './paper/index.js';
import { PEOPLE_PAGES } from './people-pages.js';
import { HostDeskController, PlanChangeController, REROUTING_PAGES, ReroutingController } from './rerouting/index.js';
import { WAVE_PAGES, WaveController, WavesController } from './waves/index.js';

@Module({
  imports: [
    AnnouncementsModule,
    AnswersModule,
    ComplaintsModule,
    BackupModule,
    HomeModule,
    IncidentPagesModule,
    CustodyModule,
    DirectoryModule,
    DispensationModule,
    IncidentsModule,
    OperationsModule,
    ReroutingModule,
    OutreachModule,
  ],
  controllers: [
    AnnouncementDeskController,
    ComplaintDeskController,
    ...OUTREACH_DESK_CONTROLLERS,
    ArchiveController,
    LossController,
    PaperController,
    ...RECOVERY_DESK,
    CheckInsController,
    WavesController,
    WaveController,
    ...PEOPLE_PAGES,
    DirectoryDeskController,
    DispensationController,
    ...OFFER_DESKS,
    LedgerController,
    ...CUSTODY_CONTROLLERS,
    HeldWorkController,
    UndeliveredController,
    ReroutingController,
    PlanChangeController,
    HostDeskController,
  ],
  providers: [
    ...OFFER_PAGES,
    ...ANNOUNCEMENT_DESK,
    ...COMPLAINT_DESK,
    ...OUTREACH_DESK,
    ...CUSTODY_PAGES,
    ...RECOVERY_PAGES,
    ArchivePages,
    LossPages,
    PaperPages,
    CheckInsPage,
    ...WAVE_PAGES,
    DirectoryPages,
    ...DISPENSATION_PAGES,
    ...REROUTING_PAGES,
  ],
})
export class ConsoleModule {}
