import { AcknowledgeAlarm } from './acknowledge-alarm.js';
import { AlarmLetters } from './alarm-letters.js';
import { AlarmStore } from './alarm-store.js';
import { AlarmWays } from './alarm-ways.js';
import { AlarmWorkflow } from './alarm-workflow.js';
import { Alarms } from './alarms.js';
import { RaiseAlarm } from './raise-alarm.js';

export { AcknowledgeAlarm } from './acknowledge-alarm.js';
export { Alarms } from './alarms.js';
export { RaiseAlarm } from './raise-alarm.js';
export const ALARMS = [AcknowledgeAlarm, AlarmLetters, Alarms, AlarmStore, AlarmWays, AlarmWorkflow, RaiseAlarm];
