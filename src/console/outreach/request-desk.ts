import { Injectable } from '@nestjs/common';
import {
  ImportVillageList,
  MoveOnVisitRequest,
  outreachErrors,
  RequestVisit,
  ResolveConflict,
  RevealRequester,
  TakeOffVisit,
  Villages,
  VisitRequests,
  WithdrawVisitRequest,
} from '../../outreach/index.js';
import { Actor } from '../../people/index.js';
import { wordIn } from '../../web/index.js';

type Sent = Record<string, unknown>;

/** What an officer can do with a request for a visit. */
@Injectable()
export class RequestDesk {
  constructor(
    readonly list: ImportVillageList,
    readonly moveOn: MoveOnVisitRequest,
    readonly reveal: RevealRequester,
    readonly takeOff: TakeOffVisit,
    readonly withdraw: WithdrawVisitRequest,
    readonly resolve: ResolveConflict,
    private readonly requestVisit: RequestVisit,
    private readonly requests: VisitRequests,
    private readonly villages: Villages,
  ) {}

  /** Who may not handle requests is not told whether a number exists. */
  async idOf(by: Actor, tracking: string): Promise<string> {
    by.must('visit:handle');
    return (await this.requests.byTracking(tracking)).id;
  }

  /** A request by telephone; returns its number. Throws `outreach.village-unclear` with the villages that may be meant. */
  async recordCall(by: Actor, sent: Sent): Promise<string> {
    const chosen = wordIn(sent.villageCode);
    const found = chosen
      ? [await this.villages.get(chosen)]
      : await this.villages.find(wordIn(sent.village), wordIn(sent.kecamatan));
    const [village] = found;
    if (!village || found.length > 1)
      throw outreachErrors.villageUnclear({ fields: [{ field: 'village', message: 'unclear' }], villages: found });
    const { request } = await this.requestVisit.run(by, {
      door: 'call',
      key: sent.key,
      serviceId: sent.serviceId,
      villageCode: village.code,
      people: wordIn(sent.people) || 1,
      needs: [sent.needs ?? []].flat(),
      name: wordIn(sent.name),
      phone: wordIn(sent.phone),
      directions: wordIn(sent.directions),
    });
    return request.tracking;
  }
}
