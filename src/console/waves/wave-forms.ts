import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type AreaWanted, NamedOffices } from '../../incidents/index.js';
import { parse } from '../../platform/index.js';

/** How the offices were chosen, as the form sends it. */
export interface AreaSent {
  cara?: string;
  daftar?: string;
  wilayah?: string;
  pusat?: string;
  km?: string;
}

const kilometres = z.object({ km: z.coerce.number().positive().max(300) });

/** What was sent, as the area that is meant. */
@Injectable()
export class WaveForms {
  constructor(private readonly named: NamedOffices) {}

  /** Throws `which-office`, `no-such-offices`, and `platform.bad-input` for a radius that is none. */
  async area({ cara, daftar, wilayah, pusat, km }: AreaSent): Promise<AreaWanted> {
    if (cara === 'wilayah') return { regionCode: wilayah };
    if (cara === 'sekitar') {
      const radius = parse(kilometres, { km: km?.replace(',', '.') });
      return { around: { officeId: await this.named.one(pusat ?? ''), ...radius } };
    }
    return { officeIds: await this.named.many(linesOf(daftar ?? '')) };
  }
}

function linesOf(text: string): string[] {
  return text
    .slice(0, 20_000)
    .split(/[\n;,]/)
    .map((line) => line.trim())
    .filter(Boolean);
}
