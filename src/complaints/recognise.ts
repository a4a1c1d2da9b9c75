import { Injectable } from '@nestjs/common';
import { Directory, normalise, type Office, type Region } from '../directory/index.js';
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
    const named = placeNamed(text);
    const place = offices.some((one) => normalise(one.name).includes(normalise(named ?? ''))) ? undefined : named;
    const places = place ? await this.places(place, agencyRegion) : await this.placeInside(text, office, agencyRegion);
    return { office, services, places, placeSaid: place };
  }

  /** What a form knows already. */
  async told({ officeId, regionCode }: { officeId: string; regionCode: string }): Promise<Recognised> {
    const [office, region] = await Promise.all([this.directory.office(officeId), this.directory.region(regionCode)]);
    return { office, services: [], places: [{ id: region.code, name: region.name }] };
  }

  async service(id: string): Promise<Choice> {
    const { name } = await this.directory.service(id);
    return { id, name };
  }

  /** An answer to "which kecamatan": its name, alone or after "kec.". */
  async place(answer: string, agencyCode?: string): Promise<Choice[]> {
    const agency = (await this.directory.agencies()).find((one) => one.smsCode !== undefined && one.smsCode === agencyCode);
    return this.places(placeNamed(answer) ?? answer, agency?.regionCode);
  }

  /** Kecamatan meant by a name: of the agency's own region first; a village stands for its kecamatan. */
  async places(name: string, agencyRegion?: string): Promise<Choice[]> {
    const own = agencyRegion ? await this.named(name, agencyRegion) : [];
    return own.length > 0 ? own : this.named(name);
  }

  /** The directory narrows a name to the lowest region that has it, so each level is asked for by itself. */
  private async named(name: string, under?: string): Promise<Choice[]> {
    const kecamatan = await this.directory.findRegions(name, { under, level: 'kecamatan' });
    const villages = await this.directory.findRegions(name, { under, level: 'village' });
    const exact = [...kecamatan, ...villages].filter((region) => normalise(region.name) === normalise(name));
    return distinct(exact.length > 0 ? exact : [...kecamatan, ...villages], under !== undefined).slice(0, MOST_CHOICES);
  }

  /** A kecamatan of the agency's region whose whole name stands in the text and is not the name of the office. */
  private async placeInside(text: string, office: Office | undefined, agencyRegion?: string): Promise<Choice[]> {
    if (!agencyRegion) return [];
    const taken = office ? words(office.name).split(' ') : [];
    const said = phrases(text, 3).filter((phrase) => !phrase.split(' ').some((word) => taken.includes(word)));
    const kecamatan = await this.directory.regionsUnder(agencyRegion, 'kecamatan');
    const named = kecamatan.filter((region) => said.includes(words(region.name)));
    return distinct(named, true).slice(0, MOST_CHOICES);
  }
}

/** One choice for each kecamatan, the kecamatan's own name before that of a village in it. */
function distinct(regions: Region[], near: boolean): Choice[] {
  const byCode = new Map<string, Choice>();
  for (const region of regions) {
    const code = region.code.slice(0, KECAMATAN_CODE);
    if (!byCode.has(code)) byCode.set(code, { id: code, name: choiceName(region, near) });
  }
  return [...byCode.values()];
}

/** `Wates, Kab. Kediri`; a village near by `Wates, Pagu`, and elsewhere `Wates, Selopuro, Kab. Blitar`. */
function choiceName({ label, level }: Region, near: boolean): string {
  const names = label.replace('Kabupaten', 'Kab.').split(', ');
  return names.slice(0, level === 'village' && !near ? 3 : 2).join(', ');
}
