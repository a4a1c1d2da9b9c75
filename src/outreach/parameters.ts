import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../platform/index.js';
import { errors } from './errors.js';
import type { HeadStart } from './roster/share-out.js';

const sourced = { conf: z.enum(['V', 'V2', 'K']), source: z.string().min(1) };
const days = z.object({ days: z.number().int().min(0).max(365), ...sourced });
const shape = z.object({
  headStartDays: z.object({ wheelchair: days, 'old-age': days, pregnant: days, other: days }),
  sameRequest: days,
  question: z.object({ hours: z.number().positive(), ...sourced }),
  purge: z.object({ daysAfterEnd: z.number().int().min(1), ...sourced }),
});

/** Who goes first, and how long what is known of people is kept: `data/outreach.json`, each value with its source. */
@Injectable()
export class OutreachParameters {
  readonly values: z.infer<typeof shape>;

  /** Throws `outreach.bad-parameters` at start. */
  constructor(config: Config) {
    const result = shape.safeParse(JSON.parse(readFileSync(config.shipped('data', 'outreach.json'), 'utf8')));
    if (!result.success)
      throw errors.badParameters({
        fields: result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
      });
    this.values = result.data;
  }

  get headStart(): HeadStart {
    const { wheelchair, 'old-age': old, pregnant, other } = this.values.headStartDays;
    return { wheelchair: wheelchair.days, 'old-age': old.days, pregnant: pregnant.days, other: other.days };
  }
}
