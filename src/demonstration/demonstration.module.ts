import { Module } from '@nestjs/common';
import { AnnouncementsModule } from '../announcements/index.js';
import { AnswersModule } from '../answers/index.js';
import { BackupModule } from '../backup/index.js';
import { ComplaintsModule } from '../complaints/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { OutreachModule } from '../outreach/index.js';
import { PlaybooksModule } from '../playbooks/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { DemonstrationFill } from './demonstration-fill.js';
import { DemonstrationStore } from './demonstration-store.js';
import { Cast, CHAPTERS, type Chapter } from './kediri/index.js';
import { ReplayKediri, STORY } from './replay-kediri.js';
import { ResetDemonstration } from './reset-demonstration.js';
import { SampleBackup } from './sample-backup.js';
import { SampleOffice } from './sample-office.js';
import { SampleScans } from './sample-scans.js';
import { SampleUnit } from './sample-unit.js';
import { SetDemonstrationClock } from './set-demonstration-clock.js';

const ROOMS = [
  DirectoryModule,
  IncidentsModule,
  ReroutingModule,
  BackupModule,
  DispensationModule,
  ComplaintsModule,
  AnnouncementsModule,
  PlaybooksModule,
  AnswersModule,
  OutreachModule,
];

@Module({
  imports: ROOMS,
  providers: [
    Cast,
    ...CHAPTERS,
    { provide: STORY, useFactory: (...chapters: Chapter[]) => chapters, inject: CHAPTERS },
    DemonstrationFill,
    DemonstrationStore,
    ReplayKediri,
    ResetDemonstration,
    SampleBackup,
    SampleOffice,
    SampleScans,
    SampleUnit,
    SetDemonstrationClock,
  ],
  exports: [DemonstrationFill, ReplayKediri, SetDemonstrationClock],
})
export class DemonstrationModule {}
