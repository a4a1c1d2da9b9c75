import { z } from 'zod';

const truth: Record<string, boolean> = { true: true, false: false };
const blank = (value: unknown) => (value === '' ? undefined : value);

/** What a host may say, by whatever way; also as a form sends it: all text, a list of one as text, nothing as ''. */
export const hostAnswer = z.object({
  accept: z.preprocess((value) => truth[String(value)] ?? value, z.boolean()),
  services: z.preprocess(
    (value) => (value === undefined ? value : [value].flat().filter((service) => service !== '')),
    z.array(z.string().min(1)).optional(),
  ),
  perDay: z.preprocess(blank, z.coerce.number().int().min(0).max(100_000).optional()),
  startOn: z.preprocess(blank, z.iso.date().optional()),
  note: z.preprocess(blank, z.string().trim().max(500).optional()),
});
