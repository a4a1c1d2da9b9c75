import { Injectable } from '@nestjs/common';
import { Directory, type Region, type Service } from '../../directory/index.js';

export interface Wanted {
  /** As the citizen wrote them. */
  service?: string;
  place?: string;
}

/** What a citizen's words may mean: one of each is an answer, several are a question back. */
export interface Found {
  services: Service[];
  regions: Region[];
}

/** Understands what people write: a service by its everyday names, a kecamatan by its name, a village or a city. */
@Injectable()
export class Finder {
  constructor(private readonly directory: Directory) {}

  async find({ service, place }: Wanted): Promise<Found> {
    return { services: await this.services(service?.trim() ?? ''), regions: await this.regions(place?.trim() ?? '') };
  }

  private async services(text: string): Promise<Service[]> {
    if (text === '') return [];
    const all = await this.directory.services();
    const exact = all.find(({ id }) => id === text);
    return exact ? [exact] : this.directory.findServices(text);
  }

  private async regions(text: string): Promise<Region[]> {
    if (text === '') return [];
    const found = /^\d{2}\.\d{2}/.test(text)
      ? [await this.directory.region(text)]
      : await this.directory.findRegions(text, { limit: 40 });
    const kecamatan = await Promise.all(found.map((region) => this.kecamatanOf(region)));
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
