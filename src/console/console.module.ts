import { Module } from '@nestjs/common';
import { AnnouncementsModule } from '../announcements/index.js';
import { BackupModule } from '../backup/index.js';
import { ComplaintsModule } from '../complaints/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { ANNOUNCEMENT_DESK, AnnouncementDeskController } from './announcements/index.js';
import { BackupController, BackupPages } from './backup/index.js';
import { COMPLAINT_DESK, ComplaintDeskController } from './complaints/index.js';
import { DISPENSATION_PAGES, DispensationController } from './dispensation/index.js';
import { HomeModule } from './home/home.module.js';
import { IncidentPagesModule } from './incidents/incident-pages.module.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { PEOPLE_PAGES } from './people-pages.js';
import { REROUTING_PAGES, ReroutingController } from './rerouting/index.js';

@Module({
  imports: [
    AnnouncementsModule,
    ComplaintsModule,
    BackupModule,
    HomeModule,
    IncidentPagesModule,
    DirectoryModule,
    DispensationModule,
    IncidentsModule,
    ReroutingModule,
  ],
  controllers: [
    AnnouncementDeskController,
    ComplaintDeskController,
    BackupController,
    ...PEOPLE_PAGES,
    DispensationController,
    LedgerController,
    ReroutingController,
  ],
  providers: [...ANNOUNCEMENT_DESK, ...COMPLAINT_DESK, BackupPages, ...DISPENSATION_PAGES, ...REROUTING_PAGES],
})
export class ConsoleModule {}
