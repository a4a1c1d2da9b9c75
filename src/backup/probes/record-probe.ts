import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { troubleInput } from '../trouble.js';
import { vaultRoles } from '../vaults/roles.js';
import { ProbeStore } from './probe-store.js';
import { checks } from './rules.js';

const input = z.object({
  vaultId: z.string(),
  role: z.enum(vaultRoles),
  apart: z.boolean(),
  findings: z.array(
    z.object({
      check: z.enum(checks),
      place: z.enum(['here', 'probe']),
      found: z.enum(['works', 'refused', 'untried']),
      detail: z.string().optional(),
    }),
  ),
  trouble: troubleInput.optional(),
});

/** A vault was tried as one role. */
@Injectable()
export class RecordProbe extends Change<z.output<typeof input>, void> {
  readonly name = 'backup.record-probe';
  readonly permission = 'backup:record';
  readonly input = input;

  constructor(private readonly probes: ProbeStore) {
    super();
  }

  protected async perform(probe: z.output<typeof input>, _by: Actor, now: Date) {
    if (probe.trouble && probe.findings.length === 0) await this.probes.fail({ ...probe, at: now });
    else await this.probes.save({ ...probe, at: now });
    const found = probe.findings.map(({ check, found }) => `${check}: ${found}`);
    const detail = { role: probe.role, apart: probe.apart, found, trouble: probe.trouble?.code };
    return { result: undefined, subject: { type: 'vault', id: probe.vaultId }, detail };
  }
}
