import { event } from '../../platform/index.js';
import type { DayReportKind } from './types.js';

/** An office said how its day goes. */
export const DayReported = event<{ officeId: string; date: string; kind: DayReportKind }>('directory.day-reported');
