import { ConfirmByCallback } from './confirm-by-callback.js';
import { RegisteredNumbers } from './registered-numbers.js';
import { ReportBySms } from './report-by-sms.js';
import { SmsReports } from './sms-reports.js';
import { SmsStore } from './sms-store.js';

export { ConfirmByCallback } from './confirm-by-callback.js';
export { type Registered, RegisteredNumbers } from './registered-numbers.js';
export { SmsReports } from './sms-reports.js';
export const SMS = [ConfirmByCallback, RegisteredNumbers, ReportBySms, SmsReports, SmsStore];
