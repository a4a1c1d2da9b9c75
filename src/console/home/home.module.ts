import { Module } from '@nestjs/common';
import { BackupModule } from '../../backup/index.js';
import { ComplaintsModule } from '../../complaints/index.js';
import { CustodyModule } from '../../custody/index.js';
import { DirectoryModule } from '../../directory/index.js';
import { DispensationModule } from '../../dispensation/index.js';
import { IncidentsModule } from '../../incidents/index.js';
import { OperationsModule } from '../../operations/index.js';
import { PlaybooksModule } from '../../playbooks/index.js';
import { ReroutingModule } from '../../rerouting/index.js';
import { AlarmsController } from './alarms.controller.js';
import { BackupDuties } from './backup-duties.js';
import { DutyList } from './duty-list.js';
import { HomeController } from './home.controller.js';
import { HomeBoard } from './home-board.js';
import { HomeWatch } from './home-watch.js';
import { WatchDuties } from './watch-duties.js';

@Module({
  imports: [
    BackupModule,
    ComplaintsModule,
    CustodyModule,
    DirectoryModule,
    DispensationModule,
    IncidentsModule,
    OperationsModule,
    PlaybooksModule,
    ReroutingModule,
  ],
  controllers: [HomeController, AlarmsController],
  providers: [BackupDuties, DutyList, HomeBoard, HomeWatch, WatchDuties],
})
export class HomeModule {}
