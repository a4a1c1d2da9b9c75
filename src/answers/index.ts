/**
 * What a citizen is told: for her service and her region, one record from which page, JSON, SMS and forwarded text are made.
 * Keeps what was told when, and writes it as plain files that outlive the server. It promises nothing that is not signed.
 */
export { Answers } from './answers.js';
export { AnswersModule } from './answers.module.js';
export { forwardText, sentence } from './forward-text.js';
export { gsmLength, isGsm, toGsm } from './gsm.js';
export { hoursText } from './hours-text.js';
export { momentIn } from './moment.js';
export { smsText } from './sms-text.js';
export { StaticCopies } from './static-copies.js';
export { type AnswerPages, type Format, StaticPages } from './static-pages.js';
export type {
  Access,
  Answer,
  AnswerOffice,
  AnswerState,
  Area,
  Destination,
  Difference,
  DoNotGo,
  Instant,
  LatenessPart,
  OnlineChannel,
  ProxyLetter,
  VisitNearby,
} from './types.js';
