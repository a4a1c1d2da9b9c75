import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { CrewSheets } from './crew/crew-sheet.js';
import { MakeCrewSheet } from './crew/make-crew-sheet.js';
import { MergeCrewFile } from './crew/merge-crew-file.js';
import { RecordStore } from './crew/record-store.js';
import { ResolveConflict } from './crew/resolve-conflict.js';
import { SettleRequests } from './crew/settle-requests.js';
import { OutreachTicks } from './outreach-ticks.js';
import { OutreachParameters } from './parameters.js';
import { ImportVillageList } from './requests/import-village-list.js';
import { MoveOnVisitRequest } from './requests/move-on-visit-request.js';
import { PurgeRequesters } from './requests/purge-requesters.js';
import { QuestionStore } from './requests/question-store.js';
import { RequestStore } from './requests/request-store.js';
import { RequestVisit } from './requests/request-visit.js';
import { RequesterStore } from './requests/requester-store.js';
import { RevealRequester } from './requests/reveal-requester.js';
import { SmsDialogue } from './requests/sms-dialogue.js';
import { SmsPlaces } from './requests/sms-places.js';
import { HearVisitSms, SmsVisitRequests } from './requests/sms-visit-requests.js';
import { TakeRequests } from './requests/take-requests.js';
import { VisitRequests } from './requests/visit-requests.js';
import { WithdrawVisitRequest } from './requests/withdraw-visit-request.js';
import { CancelHomeVisit } from './roster/cancel-home-visit.js';
import { ChangeHomeVisit } from './roster/change-home-visit.js';
import { ProposeRoster } from './roster/propose-roster.js';
import { PublicVisits } from './roster/public-visits.js';
import { PublishHomeVisit } from './roster/publish-home-visit.js';
import { PutOnVisit } from './roster/put-on-visit.js';
import { Roster } from './roster/roster.js';
import { TakeOffVisit } from './roster/take-off-visit.js';
import { VisitStore } from './roster/visit-store.js';
import { VisitWords } from './roster/visit-words.js';
import { NoticeStore } from './telling/notice-store.js';
import { SendNotices } from './telling/send-notices.js';
import { TellRequesters } from './telling/tell-requesters.js';
import { Villages } from './villages/villages.js';

const DOOR = [
  CancelHomeVisit,
  ChangeHomeVisit,
  CrewSheets,
  ImportVillageList,
  MakeCrewSheet,
  MergeCrewFile,
  MoveOnVisitRequest,
  OutreachParameters,
  ProposeRoster,
  PublishHomeVisit,
  PurgeRequesters,
  PutOnVisit,
  RequestVisit,
  ResolveConflict,
  RevealRequester,
  Roster,
  SendNotices,
  SmsVisitRequests,
  TakeOffVisit,
  Villages,
  VisitRequests,
  WithdrawVisitRequest,
];
const STORES = [NoticeStore, QuestionStore, RecordStore, RequestStore, RequesterStore, VisitStore];

@Module({
  imports: [DirectoryModule],
  providers: [
    ...DOOR,
    ...STORES,
    HearVisitSms,
    OutreachTicks,
    PublicVisits,
    SettleRequests,
    SmsDialogue,
    SmsPlaces,
    TakeRequests,
    TellRequesters,
    VisitWords,
  ],
  exports: DOOR,
})
export class OutreachModule {}
