import { Injectable } from '@nestjs/common';
import type { Actor } from '../../people/index.js';
import { AdaptReroute } from '../adapt-reroute.js';
import { RerouteStore } from '../reroute-store.js';
import { isDraft } from '../rules.js';
import { type HostTrouble, HostTroubleStore } from './host-trouble-store.js';
import { HostWatch } from './host-watch.js';
import { NoteHostTrouble } from './note-host-trouble.js';

/** Hosts that cannot take the people they were to take, noted once a day and kind. */
@Injectable()
export class HostTroubles {
  constructor(
    private readonly store: HostTroubleStore,
    private readonly noteTrouble: NoteHostTrouble,
    private readonly watch: HostWatch,
    private readonly reroutes: RerouteStore,
    private readonly adapt: AdaptReroute,
  ) {}

  async note(by: Actor, troubles: HostTrouble[]): Promise<void> {
    for (const trouble of await this.store.unknown(troubles)) await this.noteTrouble.run(by, trouble);
  }

  /** Hosts that cannot give any more, with these offerings shut, what people are sent to them for. */
  async noteFailed(by: Actor, shut: string[], now: Date): Promise<void> {
    const hosts = shut.length > 0 ? await this.watch.days(now) : [];
    const failed = hosts.filter(({ host }) => host.offeringIds.some((id) => shut.includes(id)));
    await this.note(
      by,
      failed.map(({ host, date }) => ({ requestId: host.id, kind: 'failed', day: date })),
    );
  }

  async adaptDraft(by: Actor, incidentId: string): Promise<void> {
    const draft = (await this.reroutes.ofIncident(incidentId)).find(isDraft);
    if (draft) await this.adapt.run(by, { rerouteId: draft.id });
  }
}
