import { z } from 'zod';
import { defineErrors } from './errors.js';
import { reasonFor } from './field-reason.js';

const errors = defineErrors('platform', {
  'bad-input': { kind: 'invalid', message: 'the input is not valid', hint: 'correct the named fields and send it again' },
});

/** Reads `input` by `schema`; throws `platform.bad-input` with one entry a field. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => ({
    field: issue.path.join('.') || 'input',
    message: issue.message,
    ...reasonFor(issue, input),
  }));
  throw errors.badInput({ fields, summary: fields.map((f) => `${f.field}: ${f.message}`).join('; ') });
}
