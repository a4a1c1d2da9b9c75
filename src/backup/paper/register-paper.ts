import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { civilDate, newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { PaperStore } from './paper-store.js';
import { refuseOverlap, serialsOf } from './rules.js';
import type { PaperBatch } from './types.js';

const words = z.string().trim().max(200);
const serial = words.transform((text) => text || undefined).optional();

const input = z.object({
  officeId: z.string(),
  serviceId: z.string(),
  day: z.iso.date(),
  /** 0 says that nothing was done on paper on that day. */
  forms: z.coerce.number().int().min(0).max(100_000),
  /** Of the first and the last form; left out where forms bear none. */
  serialFrom: serial,
  serialTo: serial,
  liesAt: words.default(''),
});

/** Registers a bundle of forms that were filled in on paper. Throws `not-a-range`, `forms-overlap`, `future-day`. */
@Injectable()
export class RegisterPaper extends Change<z.output<typeof input>, PaperBatch> {
  readonly name = 'backup.register-paper';
  readonly permission = 'paper:work';
  readonly input = input;

  constructor(
    private readonly directory: Directory,
    private readonly paper: PaperStore,
  ) {
    super();
  }

  protected async perform({ serialFrom, serialTo, ...given }: z.output<typeof input>, by: Actor, now: Date) {
    const { officeId, serviceId, day, forms } = given;
    const { zone } = await this.directory.office(officeId);
    await this.directory.service(serviceId);
    if (day > civilDate(now, zone)) throw errors.futureDay({ fields: [{ field: 'day', message: 'in the future' }] });
    const serials = serialsOf(forms, serialFrom, serialTo);
    await this.paper.lockOffice(officeId);
    const known = await this.paper.ofOffice(officeId);
    refuseOverlap(
      known.filter((batch) => batch.serviceId === serviceId),
      serials,
    );
    const first = serials?.from ?? 1;
    const missing = forms > 0 ? [{ from: first, to: first + forms - 1 }] : [];
    const batch = { id: newId(), ...given, serials, entered: 0, missing, registeredAt: now, registeredBy: by.person };
    await this.paper.add(batch);
    const detail = { office: officeId, service: serviceId, day, forms };
    return { result: batch, subject: { type: 'paper-batch', id: batch.id }, detail };
  }
}
