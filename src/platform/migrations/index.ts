import platform from './0001-platform.js';
import audit from './0002-audit.js';
import people from './0003-people.js';
import directory from './0004-directory.js';
import incidents from './0005-incidents.js';
import rerouting from './0006-rerouting.js';
import backup from './0007-backup.js';
import dispensation from './0008-dispensation.js';
import complaints from './0009-complaints.js';
import announcements from './0010-announcements.js';
import playbooks from './0011-playbooks.js';
import answers from './0012-answers.js';
import coverageServices from './0013-coverage-services.js';
import directoryImport from './0014-directory-import.js';
import directoryOffers from './0015-directory-offers.js';
import incidentStatus from './0016-incident-status.js';
import planner from './0017-planner.js';
import dayReports from './0018-day-reports.js';
import answersRecord from './0019-answers-record.js';
import feedback from './0020-feedback.js';
import outreach from './0021-outreach.js';
import custody from './0022-custody.js';
import ledgerKeys from './0023-ledger-keys.js';
import secondLooks from './0025-second-looks.js';
import vaultProofs from './0026-vault-proofs.js';
import losses from './0027-losses.js';
import rescue from './0028-rescue.js';
import restores from './0029-restores.js';
import declared from './0030-declared.js';
import anyMoment from './0032-any-moment.js';
import feedbackDays from './0033-feedback-days.js';
import alarmWithoutOffice from './0034-alarm-without-office.js';
import leftovers from './0036-leftovers.js';
import probeTried from './0037-probe-tried.js';
import paymentsInPlace from './0038-payments-in-place.js';
import repositoryKeys from './0042-repository-keys.js';

/** In the order in which they run. */
export const MIGRATIONS = [
  platform,
  audit,
  people,
  directory,
  incidents,
  rerouting,
  backup,
  dispensation,
  complaints,
  announcements,
  playbooks,
  answers,
  coverageServices,
  directoryImport,
  directoryOffers,
  incidentStatus,
  planner,
  dayReports,
  answersRecord,
  feedback,
  outreach,
  custody,
  ledgerKeys,
  secondLooks,
  vaultProofs,
  losses,
  rescue,
  restores,
  declared,
  anyMoment,
  feedbackDays,
  alarmWithoutOffice,
  leftovers,
  probeTried,
  paymentsInPlace,
  repositoryKeys,
];
