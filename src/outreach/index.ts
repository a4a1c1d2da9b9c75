/**
 * Who cannot come: requests for a visit at home, by whatever door they came; the roster of visits that they become, by village;
 * the sheet that a crew takes along without a net, and what it brings back. Who asked is known in this room alone, is shown to
 * staff on record, and is deleted after a set time. Nothing that a crew wrote is overwritten: a person settles what differs.
 */

export { type CrewSheet, CrewSheets } from './crew/crew-sheet.js';
export { MakeCrewSheet } from './crew/make-crew-sheet.js';
export { MergeCrewFile, type Merged } from './crew/merge-crew-file.js';
export { ResolveConflict } from './crew/resolve-conflict.js';
export { errors as outreachErrors } from './errors.js';
export { VisitPublished, VisitRequested } from './events.js';
export { OutreachModule } from './outreach.module.js';
export { OutreachParameters } from './parameters.js';
export { ImportVillageList, type VillageListTaken } from './requests/import-village-list.js';
export { MoveOnVisitRequest } from './requests/move-on-visit-request.js';
export { PurgeRequesters } from './requests/purge-requesters.js';
export type { Coverage } from './requests/request-store.js';
export { RequestVisit } from './requests/request-visit.js';
export { RevealRequester } from './requests/reveal-requester.js';
export { SmsVisitRequests } from './requests/sms-visit-requests.js';
export type { RowProblem } from './requests/village-list.js';
export { type RequestFile, type RequestStatus, VisitRequests } from './requests/visit-requests.js';
export { WithdrawVisitRequest } from './requests/withdraw-visit-request.js';
export { CancelHomeVisit } from './roster/cancel-home-visit.js';
export { ChangeHomeVisit } from './roster/change-home-visit.js';
export { ProposeRoster } from './roster/propose-roster.js';
export { PublishHomeVisit } from './roster/publish-home-visit.js';
export { PutOnVisit } from './roster/put-on-visit.js';
export { Roster, type VisitFile } from './roster/roster.js';
export { TakeOffVisit } from './roster/take-off-visit.js';
export type { RosterLine } from './roster/visit-store.js';
export { SendNotices } from './telling/send-notices.js';
export {
  type ConflictKind,
  type HomeVisit,
  type Need,
  needs,
  outcomes,
  type RequestState,
  requestStates,
  type VisitRequest,
} from './types.js';
export type { Village } from './villages/village-names.js';
export { Villages, villageLabel } from './villages/villages.js';
