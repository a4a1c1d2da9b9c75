import type { Serials } from '../../platform/index.js';

/** Forms of one service that an office filled in on one day while a database was away, in one bundle. */
export interface PaperBatch {
  id: string;
  officeId: string;
  serviceId: string;
  /** Civil date at the office. */
  day: string;
  /** 0: nothing was done on paper on that day. */
  forms: number;
  /** Absent where the forms bear no serial numbers. */
  serials?: Serials;
  /** Where the bundle lies. */
  liesAt: string;
  entered: number;
  /** The forms that are not entered yet, as ranges of serial numbers, or of places in the bundle from 1. */
  missing: { from: number; to: number }[];
  registeredAt: Date;
  registeredBy: string;
  enteredAt?: Date;
  enteredBy?: string;
}

/** What is known of one office, service and day. `unknown`: an opening day for which nothing is registered yet. */
export interface PaperDay {
  day: string;
  serviceId: string;
  state: 'unknown' | 'open' | 'done';
  forms: number;
  entered: number;
  batches: PaperBatch[];
}
