import { Injectable } from '@nestjs/common';
import { Directory, type Elsewhere, type Office, type Region, type Service } from '../../directory/index.js';

export interface Wanted {
  /** As the citizen wrote them; either may hold both. */
  service?: string;
  place?: string;
}

/** What a citizen's words may mean: one of each is an answer, several are a question back. */
export interface Found {
  services: Service[];
  offices: Office[];
  elsewhere?: Elsewhere;
  regions: Region[];
  /** The words in which a place was looked for. */
  place: string;
}

const MOST_REGIONS = 40;
const CODE = /^\d{2}(\.\d{2}){1,2}(\.\d{4})?$/;

/** Understands what people write: a service by its everyday names, a kecamatan by its name, a village or a city. */
@Injectable()
export class Finder {
  constructor(private readonly directory: Directory) {}

  async find({ service = '', place = '' }: Wanted): Promise<Found> {
    const first = await this.understood(service.trim());
    const second = first.services.length === 0 && place.trim() ? await this.directory.understand(place) : undefined;
    const meant = second && second.services.length > 0 ? { ...second, offices: first.offices } : { ...first, place: '' };
    const rest = second && second.services.length > 0 ? second.place : place.trim() || first.place;
    return { ...meant, place: rest, regions: await this.regions(rest) };
  }

  /** The kecamatan that an office serves with a service. */
  async servedBy(office: Office, service: Service): Promise<Region[]> {
    const offerings = (await this.directory.offeringsAt(office.id)).filter(({ serviceId }) => serviceId === service.id);
    return this.kecamatanIn(await this.directory.catchment(offerings.map(({ id }) => id)));
  }

  private async understood(text: string) {
    const exact = text === '' ? undefined : (await this.directory.services()).find(({ id }) => id === text);
    return exact ? { services: [exact], offices: [], place: '' } : this.directory.understand(text);
  }

  private async regions(text: string): Promise<Region[]> {
    if (text === '') return [];
    const found = CODE.test(text)
      ? [await this.directory.region(text)]
      : await this.directory.findRegions(text, { limit: MOST_REGIONS });
    return this.kecamatanIn(found);
  }

  private async kecamatanIn(regions: Region[]): Promise<Region[]> {
    const kecamatan = await Promise.all(regions.map((region) => this.kecamatanOf(region)));
    return [...new Map(kecamatan.flat().map((region) => [region.code, region])).values()];
  }

  /** A village lies in one kecamatan; a kabupaten or city has several, and each is a question of its own. */
  private async kecamatanOf(region: Region): Promise<Region[]> {
    if (region.level === 'village') return [await this.directory.region(region.code.split('.').slice(0, 3).join('.'))];
    return region.level === 'kabkota'
      ? this.directory.regionsUnder(region.code, 'kecamatan')
      : region.level === 'kecamatan'
        ? [region]
        : [];
  }
}
