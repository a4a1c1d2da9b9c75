import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AnnouncementsModule } from './announcements/index.js';
import { AnswersModule } from './answers/index.js';
import { ApiModule } from './api/api.module.js';
import { AuditModule } from './audit/index.js';
import { BackupModule } from './backup/index.js';
import { CliModule } from './cli/cli.module.js';
import { ComplaintsModule } from './complaints/index.js';
import { ConsoleModule } from './console/console.module.js';
import { CustodyModule } from './custody/index.js';
import { DemonstrationModule } from './demonstration/index.js';
import { DirectoryModule } from './directory/index.js';
import { DispensationModule } from './dispensation/index.js';
import { IncidentsModule } from './incidents/index.js';
import { OperationsModule } from './operations/index.js';
import { OutreachModule } from './outreach/index.js';
import { PeopleModule } from './people/index.js';
import { type Config, PlatformModule } from './platform/index.js';
import { PlaybooksModule } from './playbooks/index.js';
import { PortalModule } from './portal/portal.module.js';
import { ReroutingModule } from './rerouting/index.js';
import { WebModule } from './web/index.js';

const ROOMS = [
  AuditModule,
  PeopleModule,
  DirectoryModule,
  BackupModule,
  DispensationModule,
  ReroutingModule,
  IncidentsModule,
  AnswersModule,
  ComplaintsModule,
  AnnouncementsModule,
  OutreachModule,
  PlaybooksModule,
  CustodyModule,
  OperationsModule,
  DemonstrationModule,
];

/** The house: every room, on one database. */
@Module({})
export class AppModule {
  /** With fronts and ticks. */
  static server(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.on(config, databaseUrl),
        ScheduleModule.forRoot(),
        ...ROOMS,
        WebModule,
        ApiModule,
        ConsoleModule,
        PortalModule,
      ],
    };
  }

  /** The rooms alone, without ticks: for tests. */
  static rooms(config: Config, databaseUrl: string): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.on(config, databaseUrl), ...ROOMS] };
  }

  /** The rooms and the commands. */
  static terminal(config: Config, databaseUrl: string | undefined): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.on(config, databaseUrl), ...ROOMS, CliModule] };
  }
}
