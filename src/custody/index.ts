/**
 * What stood in a lost building: cases in progress, originals that belong to citizens, serial-numbered blanks, and what became of
 * each; what replaces a paper that is gone, with the basis that it rests on; the 72 hours in which the law wants lost personal
 * data told of; and the repair, whose last step says when the office is expected to open. It keeps no name and no readable
 * number.
 */
export { CustodyModule } from './custody.module.js';
export { DecideReplacement } from './items/decide-replacement.js';
export type { ItemCount } from './items/item-store.js';
export { COLUMNS as REGISTER_COLUMNS, type Fault } from './items/read-register.js';
export { type Found, Register } from './items/register.js';
export { RegisterItems } from './items/register-items.js';
export { SetItemState } from './items/set-item-state.js';
export { DataLosses } from './losses/data-losses.js';
export { LossTick } from './losses/loss-tick.js';
export { RecordLossNotice } from './losses/record-loss-notice.js';
export { ReportDataLoss } from './losses/report-data-loss.js';
export { ChangeMilestone } from './milestones/change-milestone.js';
export { DropMilestone } from './milestones/drop-milestone.js';
export { Milestones } from './milestones/milestones.js';
export { PlanMilestone } from './milestones/plan-milestone.js';
export { isLate, missingNotices, TRANSITIONS } from './rules.js';
export * from './types.js';
