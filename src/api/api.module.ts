import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { DirectoryModule } from '../directory/index.js';
import { DirectoryApi } from './directory.controller.js';
import { HealthController } from './health.controller.js';

@Module({
  imports: [DirectoryModule, TerminusModule],
  controllers: [
    HealthController,
    DirectoryApi,
  ],
})
export class ApiModule {}
