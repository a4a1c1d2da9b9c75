import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { CustodyKey } from './custody-key.js';
import { DecideReplacement } from './items/decide-replacement.js';
import { ItemStore } from './items/item-store.js';
import { Register } from './items/register.js';
import { RegisterItems } from './items/register-items.js';
import { SetItemState } from './items/set-item-state.js';
import { DataLosses } from './losses/data-losses.js';
import { LossStore } from './losses/loss-store.js';
import { LossTick } from './losses/loss-tick.js';
import { RecordLossNotice } from './losses/record-loss-notice.js';
import { ReportDataLoss } from './losses/report-data-loss.js';
import { WarnOfNotice } from './losses/warn-of-notice.js';
import { ChangeMilestone } from './milestones/change-milestone.js';
import { DropMilestone } from './milestones/drop-milestone.js';
import { ExpectedEnd } from './milestones/expected-end.js';
import { MilestoneStore } from './milestones/milestone-store.js';
import { Milestones } from './milestones/milestones.js';
import { PlanMilestone } from './milestones/plan-milestone.js';

const DOOR = [
  ChangeMilestone,
  DataLosses,
  DecideReplacement,
  DropMilestone,
  LossTick,
  Milestones,
  PlanMilestone,
  RecordLossNotice,
  Register,
  RegisterItems,
  ReportDataLoss,
  SetItemState,
  WarnOfNotice,
];

@Module({
  imports: [DirectoryModule, IncidentsModule],
  providers: [...DOOR, CustodyKey, ExpectedEnd, ItemStore, LossStore, MilestoneStore],
  exports: DOOR,
})
export class CustodyModule {}
