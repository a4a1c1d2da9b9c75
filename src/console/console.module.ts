import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { DISPENSATION_PAGES, DispensationController } from './dispensation/index.js';
import { HomeModule } from './home/home.module.js';
import { PEOPLE_PAGES } from './people-pages.js';

@Module({
  imports: [HomeModule, DirectoryModule, DispensationModule, IncidentsModule],
  controllers: [...PEOPLE_PAGES, DispensationController],
  providers: [...DISPENSATION_PAGES],
})
export class ConsoleModule {}
