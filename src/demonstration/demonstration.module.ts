import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { DemonstrationFill } from './demonstration-fill.js';
import { SetDemonstrationClock } from './set-demonstration-clock.js';

@Module({
  imports: [DirectoryModule],
  providers: [DemonstrationFill, SetDemonstrationClock],
  exports: [DemonstrationFill, SetDemonstrationClock],
})
export class DemonstrationModule {}
