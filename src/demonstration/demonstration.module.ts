import { Module } from '@nestjs/common';
import { DemonstrationFill } from './demonstration-fill.js';
import { SetDemonstrationClock } from './set-demonstration-clock.js';

@Module({
  providers: [DemonstrationFill, SetDemonstrationClock],
  exports: [DemonstrationFill, SetDemonstrationClock],
})
export class DemonstrationModule {}
