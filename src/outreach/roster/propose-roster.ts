import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { Calendar, civilDate, newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { OutreachParameters } from '../parameters.js';
import { RequestStore } from '../requests/request-store.js';
import { plan } from '../rules.js';
import type { HomeVisit, VisitRequest } from '../types.js';
import type { Village } from '../villages/village-names.js';
import { Villages } from '../villages/villages.js';
import { type SharedVisit, shareOut } from './share-out.js';
import { crew, inOrder, notInOrder, quota, times } from './visit-fields.js';
import { freeSlots, type Slot } from './visit-slots.js';
import { VisitStore } from './visit-store.js';

/** The directory's own regions end at the kecamatan. */
const VILLAGES_ABOVE = 3;

const input = z
  .object({
    serviceId: z.string().min(1).max(100),
    /** A kab/kota, kecamatan or village: all who wait below it. */
    regionCode: z.string().min(2).max(20),
    from: z.iso.date(),
    crews: z.array(crew).min(1).max(20),
    quota,
    /** At most so many visits; the rest goes on waiting. */
    most: z.coerce.number().int().min(1).max(200).default(50),
    ...times,
  })
  .refine(inOrder, notInOrder);
type Command = z.output<typeof input>;

export interface ProposedRoster {
  visits: HomeVisit[];
  planned: number;
  /** Go on waiting: more visits would have been needed. */
  left: number;
  /** More people than one visit takes, to be planned by hand. */
  tooLarge: string[];
}

/**
 * Turns those who wait for a service in a region into drafts of visits by village, the most urgent first, on the next working
 * days on which a crew is free. Nobody sees them until they are published. Throws `outreach.nobody-waits`, `outreach.past-day`.
 */
@Injectable()
export class ProposeRoster extends Change<Command, ProposedRoster> {
  readonly name = 'outreach.propose-roster';
  readonly permission = 'visit:plan';
  readonly input = input;

  constructor(
    private readonly requests: RequestStore,
    private readonly visits: VisitStore,
    private readonly villages: Villages,
    private readonly parameters: OutreachParameters,
    private readonly directory: Directory,
    private readonly calendar: Calendar,
  ) {
    super();
  }

  protected async perform(command: Command, _by: Actor, now: Date): Promise<Changed<ProposedRoster>> {
    const { serviceId, regionCode, from, crews, most } = command;
    await this.directory.service(serviceId);
    const { zone } = await this.region(regionCode);
    if (from < civilDate(now, zone)) throw errors.pastDay({ fields: [{ field: 'from', message: 'is over' }] });
    const waiting = await this.requests.lockWaiting(serviceId, regionCode);
    if (waiting.length === 0) throw errors.nobodyWaits();
    const { visits: shared, tooLarge } = shareOut(waiting, command.quota, this.parameters.headStart);
    const taken = await this.visits.takenSlots(from);
    const slots = freeSlots(from, [...new Set(crews)], Math.min(shared.length, most), taken, (date) =>
      this.calendar.isWorkingDay(date),
    );
    const visits = await this.keep(command, shared.slice(0, slots.length), slots, now);
    const planned = shared.slice(0, slots.length).reduce((sum, { requests }) => sum + requests.length, 0);
    const left = waiting.length - planned - tooLarge.length;
    return {
      result: { visits, planned, left, tooLarge: tooLarge.map(({ tracking }) => tracking) },
      subject: { type: 'region', id: regionCode },
      detail: { service: serviceId, visits: visits.length, planned, left, tooLarge: tooLarge.length },
    };
  }

  private region(code: string): Promise<{ zone: string }> {
    return code.split('.').length > VILLAGES_ABOVE ? this.villages.get(code) : this.directory.region(code);
  }

  private async keep(command: Command, shared: SharedVisit<VisitRequest>[], slots: Slot[], now: Date): Promise<HomeVisit[]> {
    const villages = await this.villages.named(shared.map(({ villageCode }) => villageCode));
    const visits = shared.map(({ villageCode }, at) =>
      draft(command, villageCode, villages.get(villageCode), slots[at] as Slot, now),
    );
    await this.visits.insert(visits);
    await this.requests.save(
      shared.flatMap(({ requests }, at) => requests.map((request) => plan(request, visits[at]?.id ?? ''))),
    );
    return visits;
  }
}

function draft(command: Command, villageCode: string, village: Village | undefined, slot: Slot, now: Date): HomeVisit {
  const { serviceId, quota: places, opens, closes } = command;
  return {
    id: newId(),
    state: 'draft',
    serviceId,
    villageCode,
    ...slot,
    opens,
    closes,
    place: placeIn(village?.name ?? villageCode, villageCode),
    quota: places,
    createdAt: now,
  };
}

/** A code whose last part begins with 1 is a kelurahan, with 2 a desa (Permendagri 137/2017 and its successors). */
function placeIn(name: string, code: string): string {
  return `${code.split('.').at(-1)?.startsWith('1') ? 'Kantor Kelurahan' : 'Balai Desa'} ${name}`;
}
