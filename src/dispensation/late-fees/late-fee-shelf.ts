import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../../platform/index.js';
import type { LateFeeRules } from './late-fees.js';

const sourced = { source: z.string(), certainty: z.enum(['V', 'V2', 'K']) };
const months = z.object({ rule: z.enum(['part-month-full', 'over-15-days']), ...sourced });
const rounding = z.object({ upTo: z.int().positive(), ...sourced });
const schema = z.object({
  tax: z
    .array(z.object({ validFrom: z.iso.date(), percentAMonth: z.number(), onOpsen: z.boolean(), maxMonths: z.int(), ...sourced }))
    .min(1),
  months: z.record(z.string(), months).and(z.object({ default: months })),
  rounding: z.record(z.string(), rounding).and(z.object({ default: rounding })),
  swdkllj: z.object({
    bands: z.array(z.object({ fromDay: z.int(), percent: z.number() })),
    cap: z.int(),
    tariffs: z.array(z.int()),
    cardFee: z.int(),
    ...sourced,
  }),
});

/** The shelf `data/dispensation/late-fees.json`: which rules hold where and since when. */
@Injectable()
export class LateFeeShelf {
  private readonly shelf: z.output<typeof schema>;

  constructor(config: Config) {
    this.shelf = schema.parse(JSON.parse(readFileSync(config.shipped('data', 'dispensation', 'late-fees.json'), 'utf8')));
  }

  /** The rules for something due on `dueOn` in the province whose two-digit code begins `regionCode`. */
  rulesFor(regionCode: string, dueOn: string): LateFeeRules {
    const { tax, months, rounding, swdkllj } = this.shelf;
    const valid = tax.findLast(({ validFrom }) => validFrom <= dueOn) ?? tax[0]!;
    const province = regionCode.slice(0, 2);
    return { tax: valid, months: months[province] ?? months.default, rounding: rounding[province] ?? rounding.default, swdkllj };
  }
}
