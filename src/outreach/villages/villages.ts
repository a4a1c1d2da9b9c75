import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { parse } from 'csv-parse/sync';
import { Directory, type Region, shortName } from '../../directory/index.js';
import { Config } from '../../platform/index.js';
import { errors } from '../errors.js';
import { type PlaceRead, type Village, VillageNames } from './village-names.js';

const FILE = /^villages-(\d{2})\.csv$/;

interface Known {
  names: VillageNames;
  byCode: Map<string, Village>;
}

/**
 * The villages that can be visited: `data/regions/villages-<province>.csv` (`code,name`), in the kecamatan that the directory
 * knows. They have no coordinates, so the directory's own regions end at the kecamatan.
 */
@Injectable()
export class Villages {
  private known?: Promise<Known>;

  constructor(
    private readonly config: Config,
    private readonly directory: Directory,
  ) {}

  /** Throws `outreach.no-such-village`. */
  async get(code: string): Promise<Village> {
    const village = (await this.all()).byCode.get(code);
    if (!village)
      throw errors.noSuchVillage({ village: code, fields: [{ field: 'village', message: 'not a village of the province' }] });
    return village;
  }

  /** Names by code; codes that are not known are left out. */
  async named(codes: string[]): Promise<Map<string, Village>> {
    const { byCode } = await this.all();
    return new Map(codes.flatMap((code) => byCode.get(code) ?? []).map((village) => [village.code, village]));
  }

  /** All villages of a kecamatan. */
  async of(kecamatanCode: string): Promise<Village[]> {
    return (await this.all()).names.of(kecamatanCode);
  }

  async read(text: string, inside: string[] = []): Promise<PlaceRead> {
    return (await this.all()).names.read(text, inside);
  }

  /** A village and, in a field of its own, its kecamatan, which may be spelled as people spell it. */
  async find(village: string, kecamatan: string): Promise<Village[]> {
    if (kecamatan.trim() === '') return (await this.read(`desa ${village}`)).villages;
    const places = await this.directory.findRegions(kecamatan, { level: 'kecamatan' });
    return (
      await this.read(
        village,
        places.map(({ code }) => code),
      )
    ).villages;
  }

  private all(): Promise<Known> {
    this.known ??= this.load().catch((error) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async load(): Promise<Known> {
    const folder = this.config.shipped('data', 'regions');
    const provinces = readdirSync(folder).flatMap((name) => FILE.exec(name)?.[1] ?? []);
    const regions = await Promise.all(provinces.map((code) => this.directory.regionsUnder(code, 'kecamatan')));
    const kecamatan = new Map(regions.flat().map((region) => [region.code, region]));
    const villages = provinces.flatMap((code) =>
      rowsOf(path.join(folder, `villages-${code}.csv`)).flatMap((row) => placed(row, kecamatan.get(kecamatanOf(row.code)))),
    );
    const places = [...kecamatan.values()].map(({ code, name, label }) => ({ code, name, label: labelOf(label) }));
    return { names: new VillageNames(villages, places), byCode: new Map(villages.map((village) => [village.code, village])) };
  }
}

/** `Kras, Kec. Kras, Kab. Kediri`. */
export function villageLabel({ name, kecamatan, kabkota }: Village): string {
  return `${name}, Kec. ${kecamatan}, ${kabkota.replace('Kabupaten', 'Kab.')}`;
}

/** Shorter, for an SMS: `Wates, Kec. Pagu Kediri`. */
export function villageShort({ name, kecamatan, kabkota }: Village): string {
  return `${name}, Kec. ${kecamatan} ${shortName(kabkota)}`;
}

/** The code of the kecamatan that a village lies in. */
export function kecamatanOf(villageCode: string): string {
  return villageCode.slice(0, villageCode.lastIndexOf('.'));
}

function placed(row: { code: string; name: string }, kecamatan?: Region): Village[] {
  if (!kecamatan) return [];
  const [name = '', kabkota = ''] = kecamatan.label.split(', ');
  return [{ ...row, kecamatan: name, kabkota, zone: kecamatan.zone }];
}

function labelOf(label: string): string {
  return label.split(', ').slice(0, 2).join(', ').replace('Kabupaten', 'Kab.');
}

function rowsOf(file: string): { code: string; name: string }[] {
  return parse(readFileSync(file), { columns: true, bom: true, trim: true });
}
