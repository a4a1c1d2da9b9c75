import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import type { Point } from './distance.js';
import { OfferingStore } from './offering-store.js';
import { OfficeStore } from './office-store.js';
import { CODE } from './region-rules.js';
import { RegionStore } from './region-store.js';
import { type RegionSearch, Search, type Understood } from './search.js';
import { officeStatus } from './status-rules.js';
import { StatusStore } from './status-store.js';
import type { Agency, Offering, OfferingStatus, Office, OfficeStatus, Region, RegionLevel, Service } from './types.js';

/** The questions about the directory. Each throws `directory.no-such-…` for an id that does not exist. */
@Injectable()
export class Directory {
  constructor(
    private readonly regionStore: RegionStore,
    private readonly officeStore: OfficeStore,
    private readonly offeringStore: OfferingStore,
    private readonly statusStore: StatusStore,
    private readonly search: Search,
    private readonly clock: Clock,
  ) {}

  region(code: string): Promise<Region> {
    return this.regionStore.get(code);
  }

  /** In the order of their codes; unknown ones are left out. */
  regions(codes: string[]): Promise<Region[]> {
    return this.regionStore.byCodes(codes.filter((code) => CODE.test(code)));
  }

  provinces(): Promise<Region[]> {
    return this.regionStore.provinces();
  }

  /** All regions of that level below `code`. */
  regionsUnder(code: string, level: RegionLevel): Promise<Region[]> {
    return this.regionStore.under(code, level);
  }

  /** Forgiving; several when the text is ambiguous: ask, do not guess. */
  findRegions(text: string, options?: RegionSearch): Promise<Region[]> {
    return this.search.regions(text, options);
  }

  /** What a whole text asks for: services, offices, and the words that may name a place. Forgiving. */
  understand(text: string): Promise<Understood> {
    return this.search.understand(text);
  }

  /** Names that lead to one kecamatan alone, as people write them; none of them names a city or a second kecamatan. */
  ownNames(): Promise<{ term: string; code: string }[]> {
    return this.search.ownNames();
  }

  /** Where somebody may stand: kecamatan by the distance of their middles, nearest first. */
  regionsNear(point: Point, limit: number): Promise<Region[]> {
    return this.regionStore.near(point, limit);
  }

  agencies(): Promise<Agency[]> {
    return this.officeStore.agencies();
  }

  /** Whose code stands in front of an SMS; in any case of letters. */
  agencyBySmsCode(code: string): Promise<Agency | undefined> {
    return this.officeStore.agencyBySmsCode(code.toUpperCase());
  }

  office(id: string): Promise<Office> {
    return this.officeStore.office(id);
  }

  /** In the order of the ids; unknown ones are left out. */
  officesByIds(ids: readonly string[]): Promise<Office[]> {
    return this.officeStore.officesByIds(ids);
  }

  offices(): Promise<Office[]> {
    return this.officeStore.offices();
  }

  findOffices(text: string): Promise<Office[]> {
    return this.search.offices(text);
  }

  service(id: string): Promise<Service> {
    return this.officeStore.service(id);
  }

  services(): Promise<Service[]> {
    return this.officeStore.services();
  }

  findServices(text: string): Promise<Service[]> {
    return this.search.services(text);
  }

  offering(id: string): Promise<Offering> {
    return this.offeringStore.get(id);
  }

  /** With `part`, only the offerings that cannot be given without that part of the office. */
  offeringsAt(officeId: string, part?: string): Promise<Offering[]> {
    return this.offeringStore.at(officeId, part);
  }

  /** Of many offices at once; offices that offer nothing, or do not exist, have none in it. */
  async offeringsAtOffices(officeIds: readonly string[]): Promise<Map<string, Offering[]>> {
    return Map.groupBy(await this.offeringStore.atAll(officeIds), ({ office }) => office?.id ?? '');
  }

  offeringsOf(serviceId: string): Promise<Offering[]> {
    return this.offeringStore.of(serviceId);
  }

  /** Where people of a region usually go: the counter whose catchment holds it. Undefined where none is known. */
  usualOffering(serviceId: string, regionCode: string): Promise<Offering | undefined> {
    return this.offeringStore.usual(serviceId, regionCode);
  }

  /** The regions that these offerings normally serve. */
  async catchment(offeringIds: string[]): Promise<Region[]> {
    return this.regionStore.byCodes(await this.offeringStore.catchmentCodes(offeringIds));
  }

  /** What was recorded by `at` and holds then; offerings of which nothing was ever said are normal. Unknown ids are left out. */
  async statuses(offeringIds: string[], at: Date = this.clock.now()): Promise<Map<string, OfferingStatus>> {
    const found = await this.statusStore.at(offeringIds, at);
    return new Map(found.map((status) => [status.offeringId, status]));
  }

  statusesOfIncident(incidentId: string, at: Date = this.clock.now()): Promise<OfferingStatus[]> {
    return this.statusStore.ofIncident(incidentId, at);
  }

  async statusHistory(offeringId: string): Promise<OfferingStatus[]> {
    await this.offering(offeringId);
    return this.statusStore.history(offeringId);
  }

  /** Of many offices at once, in their order. */
  async officeStatuses(offices: Office[], at: Date = this.clock.now()): Promise<OfficeStatus[]> {
    const given = Map.groupBy(await this.offeringStore.idsAt(offices.map(({ id }) => id)), ({ officeId }) => officeId);
    const said = await this.statuses(
      [...given.values()].flat().map(({ id }) => id),
      at,
    );
    return offices.map((office) =>
      officeStatus(
        office,
        (given.get(office.id) ?? []).map(({ id }) => said.get(id)!),
        at,
      ),
    );
  }

  async officeStatus(officeId: string, at: Date = this.clock.now()): Promise<OfficeStatus> {
    const office = await this.office(officeId);
    const offerings = (await this.offeringsAt(officeId)).map(({ id }) => id);
    return officeStatus(office, await this.statusStore.at(offerings, at), at);
  }
}
