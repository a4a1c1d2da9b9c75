import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../platform/index.js';
import { errors } from './errors.js';

const sourced = { conf: z.enum(['V', 'V2', 'K']), source: z.string().min(1) };
const inDays = z.object({ workingDays: z.number().int().min(1).max(250), ...sourced });
const shape = z.object({
  deadlines: z.object({
    reply: inDays,
    resolve: z.object({ information: inDays, complaint: inDays }),
    closeWithoutReply: inDays,
  }),
  conversation: z.object({ questionHours: z.number().positive(), ...sourced }),
  flood: z.object({ messages: z.number().int().min(1), minutes: z.number().positive(), ...sourced }),
  purge: z.object({ daysAfterClose: z.number().int().min(1), ...sourced }),
});

export type ParametersFile = z.infer<typeof shape>;

/** Deadlines and limits of `data/complaints.json`, each with its source. Throws `complaints.bad-parameters` at start. */
@Injectable()
export class ComplaintParameters {
  readonly values: ParametersFile;

  constructor(config: Config) {
    this.values = read(config.shipped('data', 'complaints.json'));
  }

  get deadlines() {
    return this.values.deadlines;
  }
}

function read(file: string): ParametersFile {
  const result = shape.safeParse(contents(file));
  if (result.success) return result.data;
  throw errors.badParameters({
    fields: result.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
  });
}

function contents(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw errors.badParameters({ file: 'data/complaints.json', summary: (error as Error).message });
  }
}
