export const dayReportKinds = ['open', 'served', 'turned-away'] as const;
export type DayReportKind = (typeof dayReportKinds)[number];

export const dayReportWays = ['link', 'sms', 'call', 'console'] as const;
export type DayReportWay = (typeof dayReportWays)[number];

/** What an office said of one of its days. Only ever added to: of two of one kind, the later one counts. */
export interface DayReport {
  id: string;
  officeId: string;
  /** `'2025-09-01'`: the civil date at the office. */
  date: string;
  kind: DayReportKind;
  /** How many so far on that day; always there in `served`. */
  people?: number;
  /** Why people were turned away, in the office's words. */
  note?: string;
  via: DayReportWay;
  /** The function of who told it on the telephone. */
  toldBy?: string;
  at: Date;
}

/** What the reports of one day come to. */
export interface DayFigures {
  officeId: string;
  date: string;
  /** When it first said that its counters are open. */
  openedAt?: Date;
  served?: number;
  /** People turned away so far; absent when it said that it turns people away without saying how many. */
  turnedAway?: number;
  /** Since when it turns people away; absent again once it says that it is open. */
  turningAwaySince?: Date;
  /** Why, in the words of the office. */
  note?: string;
  /** The newest report of any kind. */
  heardAt: Date;
}
