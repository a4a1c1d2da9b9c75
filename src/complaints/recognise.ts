import { Injectable } from '@nestjs/common';
import { Directory, type Office, type Region } from '../directory/index.js';
import { phrases, placeNamed, words } from './reading.js';
import type { Choice } from './types.js';

const KECAMATAN_CODE = 8;
const MOST_CHOICES = 5;

/** What a text is about, as far as the directory knows it. */
export interface Recognised {
  /** Absent when none or several are meant. */
  office?: Office;
  /** More than one when the text may mean several. */
  services: Choice[];
  /** Kecamatan; more than one when the name is not enough. */
  places: Choice[];
  /** The name as it was written. */
  placeSaid?: string;
}

/** Reads office, service and kecamatan out of free text with the directory's forgiving search. */
@Injectable()
export class Recogniser {
  constructor(private readonly directory: Directory) {}

  async read(text: string, agencyRegion?: string): Promise<Recognised> {
    const offices = await this.directory.findOffices(text);
    const services = (await this.directory.findServices(text)).map(({ id, name }) => ({ id, name }));
    const office = offices.length === 1 ? offices[0] : undefined;
    const place = placeNamed(text);
    const places = place ? await this.places(place, agencyRegion) : await this.placeInside(text, office, agencyRegion);
    return { office, services, places, placeSaid: place };
  }

  /** An answer to "which kecamatan": its name, alone or after "kec.". */
  async place(answer: string, agencyCode?: string): Promise<Choice[]> {
    const agency = (await this.directory.agencies()).find((one) => one.smsCode !== undefined && one.smsCode === agencyCode);
    return this.places(placeNamed(answer) ?? answer, agency?.regionCode);
  }

  /** Kecamatan meant by a name: of the agency's own region first, a village stands for its kecamatan. */
  async places(name: string, agencyRegion?: string): Promise<Choice[]> {
    const found = await this.directory.findRegions(words(name));
    const own = agencyRegion ? found.filter((region) => region.code.startsWith(agencyRegion)) : [];
    return distinct(own.length > 0 ? own : found).slice(0, MOST_CHOICES);
  }

  /** A kecamatan of the agency's region whose whole name stands in the text and is not the name of the office. */
  private async placeInside(text: string, office: Office | undefined, agencyRegion?: string): Promise<Choice[]> {
    if (!agencyRegion) return [];
    const taken = office ? words(office.name).split(' ') : [];
    const said = phrases(text, 3).filter((phrase) => !phrase.split(' ').some((word) => taken.includes(word)));
    const kecamatan = await this.directory.regionsUnder(agencyRegion, 'kecamatan');
    const named = kecamatan.filter((region) => said.includes(words(region.name)));
    return distinct(named).slice(0, MOST_CHOICES);
  }
}

function distinct(regions: Region[]): Choice[] {
  const byCode = new Map<string, Choice>();
  for (const region of regions) {
    if (region.level !== 'kecamatan' && region.level !== 'village') continue;
    const code = region.code.slice(0, KECAMATAN_CODE);
    if (region.level === 'kecamatan' || !byCode.has(code)) byCode.set(code, { id: code, name: region.label });
  }
  return [...byCode.values()];
}
