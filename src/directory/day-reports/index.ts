/**
 * What an office says of its day: that its counters are open, how many people it served, that it turns people away. Hosts of a
 * reroute are asked for it, and any office may say it; answers, the check-in at opening and the planner read it.
 */
import { DayReportSms } from './day-report-sms.js';
import { DayReportStore } from './day-report-store.js';
import { DayReports } from './day-reports.js';
import { ReportDay } from './report-day.js';

export { DayReportSms, type IncomingSms } from './day-report-sms.js';
export { DayReports } from './day-reports.js';
export { DayReported } from './events.js';
export { dayReportInput, ReportDay } from './report-day.js';
export { figuresOf } from './rules.js';
export * from './types.js';
export const DAY_REPORTS = [DayReportStore, DayReports, DayReportSms, ReportDay];
