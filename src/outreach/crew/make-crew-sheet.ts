import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { OutreachParameters } from '../parameters.js';
import { RequestStore } from '../requests/request-store.js';
import { RequesterStore } from '../requests/requester-store.js';
import { rankOf } from '../roster/share-out.js';
import { onVisit, requireNotCancelled } from '../roster/visit-rules.js';
import { VisitStore } from '../roster/visit-store.js';
import { Villages } from '../villages/villages.js';
import type { CrewSheet } from './crew-sheet.js';

const input = z.object({ visitId: z.uuid(), format: z.enum(['html', 'pdf']) });

/** Gives a crew the names and numbers of one visit; that it was done stands in the ledger. Throws `outreach.visit-settled`. */
@Injectable()
export class MakeCrewSheet extends Change<z.output<typeof input>, CrewSheet> {
  readonly name = 'outreach.make-crew-sheet';
  readonly permission = 'visit:handle';
  readonly input = input;

  constructor(
    private readonly visits: VisitStore,
    private readonly requests: RequestStore,
    private readonly requesters: RequesterStore,
    private readonly villages: Villages,
    private readonly directory: Directory,
    private readonly parameters: OutreachParameters,
  ) {
    super();
  }

  protected async perform({ visitId, format }: z.output<typeof input>, _by: Actor, now: Date): Promise<Changed<CrewSheet>> {
    const visit = await this.visits.get(visitId);
    requireNotCancelled(visit);
    const requests = onVisit(await this.requests.ofVisit(visitId));
    const known = await this.requesters.byIds(requests.flatMap(({ requesterId }) => requesterId ?? []));
    const inOrder = requests.sort((a, b) => rankOf(a, this.parameters.headStart) - rankOf(b, this.parameters.headStart));
    const sheet: CrewSheet = {
      visit,
      service: (await this.directory.service(visit.serviceId)).names.id,
      village: await this.villages.get(visit.villageCode),
      madeAt: now,
      people: inOrder.map(({ id, tracking, people, needs, requesterId = '' }) => {
        const { name, phone, directions } = known.get(requesterId) ?? {};
        return { id, tracking, people, needs, name, phone, directions };
      }),
    };
    return { result: sheet, subject: { type: 'home-visit', id: visitId }, detail: { requests: inOrder.length, format } };
  }
}
