import { AlarmStore } from './alarm-store.js';
import { RecordAlarms } from './record-alarms.js';
import { RecordSharedAlarms } from './record-shared-alarms.js';
import { WatchTick } from './watch-tick.js';

export { type SharedAlarm, SharedAlarms } from './shared-alarms.js';
export { WatchTick } from './watch-tick.js';
export const ALARMS = [AlarmStore, RecordAlarms, RecordSharedAlarms, WatchTick];
