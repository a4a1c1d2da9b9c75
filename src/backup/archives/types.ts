/** UU 43/2009 (archives) art. 1: active, inactive and vital records, and static archives, which are kept for good. */
export const PAPER_CLASSES = ['active', 'inactive', 'vital', 'static'] as const;
export type PaperClass = (typeof PAPER_CLASSES)[number];

export const CONDITIONS = ['good', 'worn', 'damaged', 'lost'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** One series of paper at an office: what it is, where it lies, and how much of it is scanned. */
export interface Archive {
  id: string;
  officeId: string;
  serviceId?: string;
  series: string;
  firstYear: number;
  lastYear: number;
  class: PaperClass;
  files: number;
  /** Of the files. */
  scanned: number;
  /** Of shelves. */
  metres?: number;
  /** Absent when it lies in the office's own building. */
  building?: string;
  room: string;
  /** The source of the shelf in which the scans lie. */
  scansSource?: string;
  condition: Condition;
  /** Civil date. */
  checkedOn: string;
  registeredAt: Date;
  registeredBy: string;
}

/** What paper stands in the office's own building. Files that are not scanned exist nowhere else. */
export interface PaperInBuilding {
  series: number;
  files: number;
  unscanned: number;
  /** Series of which scans lie in a source that stands in the same building. */
  scansBeside: number;
}
