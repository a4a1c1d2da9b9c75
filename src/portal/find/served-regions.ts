import { Injectable } from '@nestjs/common';
import { Directory, type Region } from '../../directory/index.js';

export interface RegionGroup {
  /** The kabupaten or city. */
  name: string;
  regions: Region[];
}

/** The kecamatan whose counter for a service is known, under their kabupaten or city. */
@Injectable()
export class ServedRegions {
  constructor(private readonly directory: Directory) {}

  async of(serviceId: string): Promise<RegionGroup[]> {
    const counters = (await this.directory.offeringsOf(serviceId)).filter(({ channel }) => channel.kind === 'counter');
    const catchment = await this.directory.catchment(counters.map(({ id }) => id));
    const kecamatan = await Promise.all(catchment.map((region) => this.kecamatanOf(region)));
    const byCode = new Map(kecamatan.flat().map((region) => [region.code, region]));
    return this.grouped([...byCode.values()]);
  }

  private async kecamatanOf(region: Region): Promise<Region[]> {
    return region.level === 'kecamatan' ? [region] : this.directory.regionsUnder(region.code, 'kecamatan');
  }

  private async grouped(regions: Region[]): Promise<RegionGroup[]> {
    const groups = Object.entries(Object.groupBy(regions, ({ parentCode }) => parentCode ?? ''));
    const parents = await this.directory.regions(groups.map(([code]) => code));
    const names = new Map(parents.map(({ code, name }) => [code, name]));
    return groups
      .map(([code, members = []]) => ({
        name: names.get(code) ?? '',
        regions: members.sort((a, b) => a.name.localeCompare(b.name, 'id')),
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'id'));
  }
}
