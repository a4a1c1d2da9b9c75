import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { DirectoryApi } from './directory.controller.js';
import { DispensationsApi } from './dispensations.controller.js';
import { HealthController } from './health.controller.js';
import { NoticesApi } from './notices.controller.js';
import { ObligationsApi } from './obligations.controller.js';
import { PeopleApi } from './people.controller.js';

@Module({
  imports: [DirectoryModule, TerminusModule, DispensationModule],
  controllers: [
    PeopleApi,HealthController, DirectoryApi, DispensationsApi, NoticesApi, ObligationsApi],
})
export class ApiModule {}
