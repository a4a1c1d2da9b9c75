import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { Villages } from '../villages/villages.js';
import { type Draft, TakeRequests } from './take-requests.js';
import { badList, type ListRow, type RowProblem, readVillageList } from './village-list.js';

const input = z.object({
  villageCode: z.string().max(20),
  /** CSV; see `readVillageList`. */
  list: z.string().max(200_000),
});

export interface VillageListTaken {
  rows: number;
  taken: number;
  /** Asked for already, by the same number or name. */
  known: number;
  /** In the order of the rows. */
  trackings: string[];
}

/** Takes the list that a village head hands in, whole or not at all. Throws `outreach.bad-list` with rows and columns. */
@Injectable()
export class ImportVillageList extends Change<z.output<typeof input>, VillageListTaken> {
  readonly name = 'outreach.import-village-list';
  readonly permission = 'visit:handle';
  readonly input = input;

  constructor(
    private readonly takeRequests: TakeRequests,
    private readonly villages: Villages,
    private readonly directory: Directory,
  ) {
    super();
  }

  protected async perform(
    { villageCode, list }: z.output<typeof input>,
    _by: Actor,
    now: Date,
  ): Promise<Changed<VillageListTaken>> {
    await this.villages.get(villageCode);
    const { rows, problems } = readVillageList(list);
    const services = await this.servicesOf(rows);
    const all = [...problems, ...rows.flatMap((row) => serviceProblem(row, services.get(row.service) ?? []))];
    if (all.length > 0) throw badList(all);
    const drafts = rows.map((row) => draftOf(row, villageCode, services.get(row.service)?.[0] ?? ''));
    const taken = await this.takeRequests.take(drafts, now);
    const known = taken.filter((one) => one.known).length;
    return {
      result: {
        rows: rows.length,
        taken: rows.length - known,
        known,
        trackings: taken.map(({ request }) => request.tracking),
      },
      subject: { type: 'village', id: villageCode },
      detail: { rows: rows.length, known },
    };
  }

  /** Each way of writing a service is looked up once. */
  private async servicesOf(rows: ListRow[]): Promise<Map<string, string[]>> {
    const written = [...new Set(rows.map(({ service }) => service))];
    const ids = new Map<string, string[]>();
    for (const words of written)
      ids.set(
        words,
        (await this.directory.findServices(words)).map(({ id }) => id),
      );
    return ids;
  }
}

function serviceProblem({ row, service }: ListRow, ids: string[]): RowProblem[] {
  if (service === '' || ids.length === 1) return [];
  return [{ row, column: 'layanan', problem: ids.length === 0 ? 'unknown-service' : 'several-services' }];
}

function draftOf({ name, phone, people, needs, directions }: ListRow, villageCode: string, serviceId: string): Draft {
  return { door: 'village-head', locale: 'id', serviceId, villageCode, people, needs, name, phone, directions };
}
