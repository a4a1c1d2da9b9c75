import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { Closures } from './find/closures.js';
import { FindController } from './find/find.controller.js';
import { Finder } from './find/finder.js';
import { ServedRegions } from './find/served-regions.js';
import { OfficeController } from './office.controller.js';

@Module({
  imports: [DirectoryModule, IncidentsModule],
  controllers: [FindController, OfficeController],
  providers: [Finder, Closures, ServedRegions],
})
export class PortalModule {}
