import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { formatDate } from '../../platform/index.js';
import { AdaptReroute } from '../adapt-reroute.js';
import { HostStore } from '../host-store.js';
import { ProposeReroute } from '../propose-reroute.js';
import { RerouteStore } from '../reroute-store.js';
import { isDraft } from '../rules.js';
import { troubleKinds } from './host-rules.js';
import { HostTroubleStore } from './host-trouble-store.js';

const input = z.object({ requestId: z.uuid(), kind: z.enum(troubleKinds), day: z.iso.date() });

@Injectable()
export class TroubleVerbs {
  constructor(
    readonly propose: ProposeReroute,
    readonly adapt: AdaptReroute,
  ) {}
}

/**
 * A host fails, is full or silent: once a day and kind another plan is proposed by itself, for a person to look at. The draft
 * that is being prepared is brought up to date instead where there is one. Nothing is published.
 */
@Injectable()
export class NoteHostTrouble extends Change<z.infer<typeof input>, { rerouteId?: string }> {
  readonly name = 'rerouting.note-host-trouble';
  readonly permission = 'reroute:watch-hosts';
  readonly input = input;

  constructor(
    private readonly troubles: HostTroubleStore,
    private readonly hosts: HostStore,
    private readonly reroutes: RerouteStore,
    private readonly directory: Directory,
    private readonly verbs: TroubleVerbs,
  ) {
    super();
  }

  protected async perform(trouble: z.infer<typeof input>, by: Actor, now: Date) {
    const { rerouteId, officeId } = await this.hosts.find(trouble.requestId);
    const { incidentId } = await this.reroutes.lock(rerouteId);
    const subject = { type: 'reroute', id: rerouteId };
    const detail = { office: officeId, kind: trouble.kind, day: trouble.day };
    if (!(await this.troubles.add(trouble, now))) return { result: {}, subject, detail: { ...detail, known: true } };
    const result = { rerouteId: await this.planAgain(incidentId, officeId, trouble, by) };
    return { result, subject, detail: { ...detail, ...result } };
  }

  private async planAgain(
    incidentId: string,
    officeId: string,
    { kind, day }: z.infer<typeof input>,
    by: Actor,
  ): Promise<string> {
    const draft = (await this.reroutes.ofIncident(incidentId)).find(isDraft);
    if (draft) return (await this.verbs.adapt.run(by, { rerouteId: draft.id })).id;
    const { name } = await this.directory.office(officeId);
    const cause = { key: `trouble.${kind}`, params: { name, date: formatDate(day) } };
    return (await this.verbs.propose.run(by, { incidentId, cause })).id;
  }
}
