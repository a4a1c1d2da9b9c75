import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/index.js';
import { Directory } from '../../directory.js';
import { OfferingStore } from '../../offering-store.js';
import type { Agency, Offering } from '../../types.js';
import { errors } from '../errors.js';
import type { JsonObject } from '../types.js';
import { hsdsId, UUID } from './hsds-id.js';
import { type HsdsQuery, HsdsStore } from './hsds-store.js';
import { atLocationView, fullServiceView, type Given, organizationView, serviceView } from './hsds-views.js';
import { channelOfTerm } from './taxonomies.js';

/** A page as HSDS 3.0 wants it. */
export interface HsdsPage {
  total_items: number;
  total_pages: number;
  page_number: number;
  size: number;
  first_page: boolean;
  last_page: boolean;
  empty: boolean;
  contents: JsonObject[];
}

/** The directory as HSDS 3.0 tells it, with what holds now. Throws `directory.no-such-hsds` for a UUID of nothing. */
@Injectable()
export class HsdsDirectory {
  constructor(
    private readonly store: HsdsStore,
    private readonly directory: Directory,
    private readonly offerings: OfferingStore,
    private readonly clock: Clock,
  ) {}

  async organizations(query: HsdsQuery): Promise<HsdsPage> {
    const { ids, total } = await this.store.agencies(query);
    const agencies = await this.agencies();
    return paged(
      query,
      total,
      ids.map((id) => organizationView(agencies.get(id)!)),
    );
  }

  /** With its services, by their UUIDs or in full. */
  async organization(uuid: string, fullService: boolean): Promise<JsonObject> {
    const id = await this.known('agency', uuid);
    const agency = (await this.agencies()).get(id)!;
    const services = (await this.directory.services()).filter(({ agencyId }) => agencyId === id);
    const views = services.map((service) =>
      fullService ? this.full(service.id) : { id: hsdsId('service', service.id), name: service.name },
    );
    return { ...organizationView(agency), services: (await Promise.all(views)) as JsonObject[] };
  }

  async services(query: HsdsQuery, isFull: boolean): Promise<HsdsPage> {
    const { ids, total } = await this.store.services(query, kindOf(query));
    if (isFull) return paged(query, total, await Promise.all(ids.map((id) => this.full(id))));
    const [all, agencies] = [new Map((await this.directory.services()).map((one) => [one.id, one])), await this.agencies()];
    return paged(
      query,
      total,
      ids.map((id) => serviceView(all.get(id)!, agencies.get(all.get(id)!.agencyId)!)),
    );
  }

  async service(uuid: string): Promise<JsonObject> {
    return this.full(await this.known('service', uuid));
  }

  async serviceAtLocations(query: HsdsQuery): Promise<HsdsPage> {
    const { ids, total } = await this.store.offerings(query, kindOf(query));
    const given = await this.given(await this.offerings.byIds(ids));
    return paged(
      query,
      total,
      given.map((one) => atLocationView(one, this.clock.now())),
    );
  }

  /** With its service. */
  async serviceAtLocation(uuid: string): Promise<JsonObject> {
    const offering = await this.directory.offering(await this.known('offering', uuid));
    const service = await this.directory.service(offering.serviceId);
    const [given] = await this.given([offering]);
    return {
      ...atLocationView(given!, this.clock.now()),
      service: serviceView(service, (await this.agencies()).get(service.agencyId)!),
    };
  }

  private async full(id: string): Promise<JsonObject> {
    const service = await this.directory.service(id);
    const given = await this.given(await this.directory.offeringsOf(id));
    return fullServiceView(service, (await this.agencies()).get(service.agencyId)!, given, this.clock.now());
  }

  private async given(offerings: Offering[]): Promise<Given[]> {
    const statuses = await this.directory.statuses(offerings.map(({ id }) => id));
    const codes = offerings.flatMap(({ office }) => office?.regionCode ?? []);
    const regions = new Map((await this.directory.regions([...new Set(codes)])).map((region) => [region.code, region]));
    return offerings.map((offering) => ({
      offering,
      status: statuses.get(offering.id)!,
      region: regions.get(offering.office?.regionCode ?? ''),
    }));
  }

  private async agencies(): Promise<Map<string, Agency>> {
    return new Map((await this.directory.agencies()).map((agency) => [agency.id, agency]));
  }

  private async known(kind: 'agency' | 'service' | 'offering', uuid: string): Promise<string> {
    const id = UUID.test(uuid) ? await this.store.idOf(kind, uuid) : undefined;
    if (id === undefined) throw errors.noSuchHsds({ id: uuid });
    return id;
  }
}

/** A term that is no kind of channel is one that no service has. */
function kindOf({ taxonomyTermId }: HsdsQuery): string | undefined {
  return taxonomyTermId === undefined ? undefined : (channelOfTerm(taxonomyTermId) ?? '');
}

export function paged({ page, perPage }: Pick<HsdsQuery, 'page' | 'perPage'>, total: number, contents: JsonObject[]): HsdsPage {
  const pages = Math.ceil(total / perPage);
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: contents.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: contents.length === 0,
    contents,
  };
}
