import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../platform/index.js';
import { type Part, parts } from './types.js';

const certainty = z.enum(['V', 'V2', 'K']);
const authorities = z.object({
  parts: z.array(z.object({ part: z.enum(parts), authority: z.string(), source: z.string(), certainty })),
});
const precedents = z.object({
  precedents: z.array(
    z.object({
      id: z.string(),
      issuer: z.string(),
      trigger: z.string(),
      dueFrom: z.iso.date(),
      dueTo: z.iso.date(),
      payBy: z.iso.date().nullable(),
      waives: z.array(z.string()),
      certainty,
      source: z.url(),
    }),
  ),
});

export type Precedent = z.output<typeof precedents>['precedents'][number];

/** The shelf `data/dispensation/authorities.json`: who may excuse which part of the bill, and whether that is confirmed. */
@Injectable()
export class AuthorityShelf {
  private readonly known: z.output<typeof authorities>['parts'];

  constructor(config: Config) {
    this.known = read(config, 'authorities.json', authorities).parts;
  }

  of(part: Part): { authority: string; confirmed: boolean; source: string } {
    const found = this.known.find((row) => row.part === part);
    if (!found) throw new Error(`authorities.json does not name ${part}`);
    return { authority: found.authority, confirmed: found.certainty !== 'K', source: found.source };
  }
}

/** The shelf `data/dispensation/precedents.json`: real decisions to learn the wording and the terms from. */
@Injectable()
export class PrecedentShelf {
  readonly precedents: Precedent[];

  constructor(config: Config) {
    this.precedents = read(config, 'precedents.json', precedents).precedents;
  }
}

function read<T>(config: Config, file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(config.shipped('data', 'dispensation', file), 'utf8')));
}
