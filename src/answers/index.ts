/**
 * What a citizen is told: for her service and her region, one record from which page, JSON, SMS and forwarded text are made.
 * Keeps what was told when, and writes it as plain files that outlive the server. It promises nothing that is not signed.
 */
export { Answers, type Telling } from './answers.js';
export { AnswersModule } from './answers.module.js';
export { type AnswerPages, type Format, type ListedArea, StaticCopies, StaticPages } from './copies/index.js';
export { carries, type Fact, type FormatName } from './formats/carried.js';
export { spokenText } from './formats/spoken-text.js';
export { structuredData } from './formats/structured-data.js';
export { forwardText, sentence } from './forward-text.js';
export { gsmLength, isGsm, toGsm } from './gsm.js';
export { type HostSheet, HostSheets, SheetPress, type SheetText, sheetText } from './host-sheet/index.js';
export { hoursText } from './hours-text.js';
export { momentIn } from './moment.js';
export { ANSWERS_TOLD, digestOfAll } from './record-answers.js';
export { smsText } from './sms-text.js';
export type { Standing } from './standing.js';
export type { Told } from './told-store.js';
export type {
  Access,
  Answer,
  AnswerOffice,
  AnswerState,
  Area,
  Destination,
  DoNotGo,
  Instant,
  LatenessPart,
  OnlineChannel,
  ProxyLetter,
  VisitNearby,
} from './types.js';
export { answerStates } from './types.js';
