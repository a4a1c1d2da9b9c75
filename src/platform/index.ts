/**
 * What every room stands on: the database and its one way to write, durable workflows, events, time, settings, errors, words
 * and pages. It knows no room.
 */
export { Bulletin } from './bulletin.js';
export {
  addDays,
  CALENDAR_CHANGED,
  Calendar,
  type Holiday,
  type HolidayKind,
  type Holidays,
  type HolidayVersion,
} from './calendar/index.js';
export { Clock } from './clock.js';
export { Config, SETTINGS, SettingsError } from './config.js';
export { csvText } from './csv.js';
export { Db, isUniqueViolation } from './database/db.js';
export { EMBEDDED_DATABASE, type EmbeddedPostgres, ensureDatabase, openEmbedded } from './database/embedded.js';
export { migrate, revert } from './database/migrate.js';
export { isDatabaseAway } from './database/patience.js';
export { allWithoutNulls, withoutNulls } from './database/rows.js';
export { Tx } from './database/tx.js';
export { DATABASE_URL } from './database/url.js';
export { Documents, qrSvg, type RenderOptions } from './documents/index.js';
export { Durable, type StepOptions } from './durable/durable.js';
export { CANCEL_WORKFLOW, DatabaseMoved, HeldWork, type HeldWorkflow } from './durable/held-work.js';
export { DomainError, declaredErrors, defineErrors, type ErrorContext, type ErrorKind, type FieldError } from './errors.js';
export { Events, type EventType, event, type Undelivered } from './events.js';
export { newId } from './ids.js';
export { Instance, type InstanceKind } from './instance.js';
export { ensureKeyFile } from './key-file.js';
export { PinoLogger } from './logger.js';
export { MailGateway } from './mail-gateway.js';
export { parse } from './parse.js';
export { normalPlate } from './plate.js';
export { PlatformModule } from './platform.module.js';
export { countOf, overlap, readSerial, readSerials, type Serials, serialText } from './serials.js';
export { type Posted, SmsGateway } from './sms-gateway.js';
export { masked, normalNumber } from './telephone.js';
export { LOCALES, type Locale, type TextParams, Texts } from './texts/index.js';
export { civilDate, DAY_MS, HOUR_MS, MINUTE_MS, moment } from './time.js';
export { makeTracking, readTracking, trackingIn } from './tracking.js';
export {
  formatDate,
  formatDateTime,
  formatKm,
  formatNumber,
  formatRupiah,
  type Layout,
  type Moment,
  type ViewContext,
  Views,
} from './views/index.js';
