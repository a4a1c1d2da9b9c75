import { z } from 'zod';
import { defineErrors, type FieldError } from './errors.js';
import { reasonFor } from './field-reason.js';

const errors = defineErrors('platform', {
  'bad-input': { kind: 'invalid', message: 'the input is not valid', hint: 'correct the named fields and send it again' },
});

/** A name that the schema does not know is a field of its own. */
function fieldsOf(issue: z.core.$ZodIssue, input: unknown): FieldError[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'is not known' }));
  return [{ field: issue.path.join('.') || 'input', message: issue.message, ...reasonFor(issue, input) }];
}

/** Reads `input` by `schema`; throws `platform.bad-input` with one entry a field. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = result.error.issues.flatMap((issue) => fieldsOf(issue, input));
  throw errors.badInput({ fields, summary: fields.map((f) => `${f.field}: ${f.message}`).join('; ') });
}
