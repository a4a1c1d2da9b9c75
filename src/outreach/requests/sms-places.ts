import { Injectable } from '@nestjs/common';
import { Directory, normalise } from '../../directory/index.js';
import { Villages, villageShort } from '../villages/villages.js';
import type { SmsDraft } from './read-sms.js';

export interface Choice {
  id: string;
  name: string;
}

const VILLAGE_PARTS = 4;

/** Where somebody who writes SMS lives, as far as her words tell. */
@Injectable()
export class SmsPlaces {
  constructor(
    private readonly villages: Villages,
    private readonly directory: Directory,
  ) {}

  /** The draft with what a text says of the place; what is known already narrows it, unless the text names another place. */
  async placed(draft: SmsDraft, text: string): Promise<SmsDraft> {
    const known = draft.kecamatan ?? [];
    const villages = (await this.amongVillages(known, text)) ?? (await this.inKecamatan(known, text));
    if (villages.length > 0) return meant(draft, villages);
    const read = await this.villages.read(text);
    return meant(
      draft,
      [...read.villages, ...read.kecamatan].map(({ code }) => code),
    );
  }

  chosen(draft: SmsDraft, code: string): SmsDraft {
    return meant(draft, [code]);
  }

  /** The one kecamatan whose village is to be asked for. */
  async kecamatanOf({ kecamatan = [] }: SmsDraft): Promise<string | undefined> {
    const [only] = kecamatan;
    if (kecamatan.length !== 1 || only === undefined) return undefined;
    return (await this.villages.of(only))[0]?.kecamatan;
  }

  /** What may be meant, by names that tell it apart. */
  async choices({ kecamatan: codes = [] }: SmsDraft): Promise<Choice[]> {
    const villages = await this.villages.named(codes);
    const regions = await Promise.all(codes.filter((code) => !isVillage(code)).map((code) => this.directory.region(code)));
    return [
      ...regions.map(({ code, label }) => ({
        id: code,
        name: label.split(', ').slice(0, 2).join(', ').replace('Kabupaten', 'Kab.'),
      })),
      ...[...villages.values()].map((village) => ({ id: village.code, name: villageShort(village) })),
    ];
  }

  /** Of several villages of one name those whose kecamatan the text names; undefined where there are not several. */
  private async amongVillages(codes: string[], text: string): Promise<string[] | undefined> {
    const several = [...(await this.villages.named(codes)).values()];
    if (several.length === 0) return undefined;
    const said = ` ${normalise(text)} `;
    return several.filter(({ kecamatan }) => said.includes(` ${normalise(kecamatan)} `)).map(({ code }) => code);
  }

  private async inKecamatan(codes: string[], text: string): Promise<string[]> {
    return codes.length === 0 ? [] : (await this.villages.read(text, codes)).villages.map(({ code }) => code);
  }
}

function meant(draft: SmsDraft, codes: string[]): SmsDraft {
  const [only] = codes;
  if (only === undefined) return draft;
  return codes.length === 1 && isVillage(only) ? { ...draft, villageCode: only } : { ...draft, kecamatan: [...new Set(codes)] };
}

function isVillage(code: string): boolean {
  return code.split('.').length === VILLAGE_PARTS;
}
