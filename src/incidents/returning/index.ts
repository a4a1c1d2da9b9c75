/** How people come back to an office that opens again: by stages, each a date and the services that are back from then on. */
import { CarryOutReturn, ReturnDesk } from './carry-out-return.js';
import { PlanReturn } from './plan-return.js';
import { ReturnStore } from './return-store.js';
import { ReturnTick } from './return-tick.js';
import { Returns } from './returns.js';

export { PlanReturn } from './plan-return.js';
export { ReturnTick } from './return-tick.js';
export { Returns } from './returns.js';
export type { ReturnStage, WantedStage } from './types.js';
export const RETURNING = [CarryOutReturn, PlanReturn, ReturnDesk, ReturnStore, Returns, ReturnTick];
