import { AlarmStore } from './alarm-store.js';
import { RecordAlarms } from './record-alarms.js';
import { WatchTick } from './watch-tick.js';

export { WatchTick } from './watch-tick.js';
export const ALARMS = [AlarmStore, RecordAlarms, WatchTick];
