/**
 * The facts: regions, agencies, services, offices with their parts, channels, and offerings with hours, capacity, catchment and
 * what to bring; and the status of each offering, which is only ever added to. An office's status is derived from its offerings.
 * Outsiders ask `Directory`, change a status by `SetStatus`, hear `StatusChanged`, and may use the pure rules below.
 */

export { AddHoliday, RemoveHoliday } from './calendar/index.js';
export { Catchments, questionKey } from './catchments.js';
export {
  type DayFigures,
  type DayReport,
  DayReported,
  type DayReportKind,
  DayReportSms,
  DayReports,
  dayReportInput,
  dayReportKinds,
  figuresOf,
  type IncomingSms,
  ReportDay,
} from './day-reports/index.js';
export { Directory } from './directory.js';
export { DirectoryModule } from './directory.module.js';
export { distanceKm, type Point } from './distance.js';
export { CalendarChanged, OffersChanged, StatusChanged } from './events.js';
export { type Elsewhere, EverydayWords } from './everyday-words.js';
export {
  ApplyImport,
  BoundaryShelf,
  type CheckedImport,
  CheckImport,
  type Count,
  ExportDirectory,
  HSDS_FILE,
  HsdsDirectory,
  HsdsTaxonomies,
  type ImportItem,
  Imports,
  type Kind,
  kinds,
  type Problem,
} from './exchange/index.js';
export { Feedback, type FeedbackDay, FeedbackGiven, type FeedbackKind, feedbackKinds, GiveFeedback } from './feedback/index.js';
export { ImportDirectory, type Imported } from './import-directory.js';
export { numberToAsk } from './number-to-ask.js';
export {
  differences,
  emergencyOffering,
  isUnconfirmed,
  type Qualification,
  qualifies,
  type RoadFactor,
  RoadFactors,
  SetAccessibility,
  SetEmergencyVariant,
  SetRoadFactor,
  SetServiceStandard,
  SetSpecialDay,
} from './offers/index.js';
export { nextOpening, type Opening, reasonOn, serviceDays, spansOn } from './opening.js';
export { ASSUMED_ROAD_FACTOR, holds, lineage, shortName } from './region-rules.js';
export type { RegionSearch, Understood } from './search.js';
export { SetStatus } from './set-status.js';
export { spansIn, spansText } from './spans-text.js';
export { type StandardScore, standardScore } from './standards/standard-score.js';
export { isStale, STALE_AFTER_HOURS, staleAt } from './status-rules.js';
export * from './types.js';
export {
  AddVisit,
  CancelVisit,
  type ComingDay,
  type ListedVisit,
  StartOutreach,
  VisitCalendar,
  type VisitQuery,
  Visits,
  visitsBetween,
  visitsFor,
} from './visits/index.js';
export { normalise } from './words.js';
