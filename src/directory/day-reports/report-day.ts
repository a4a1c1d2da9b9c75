import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../../people/index.js';
import { Bulletin, civilDate, Events, newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { OfficeStore } from '../office-store.js';
import { DayReportStore } from './day-report-store.js';
import { DayReported } from './events.js';
import { type DayReport, dayReportKinds, dayReportWays } from './types.js';

const blank = (value: unknown) => (value === '' ? undefined : value);
const MOST_PEOPLE = 100_000;

/** What an office may say of its day, by whatever way; also as a form sends it: all text, nothing as ''. */
export const dayReportInput = z.object({
  kind: z.enum(dayReportKinds),
  /** How many so far today. */
  people: z.preprocess(blank, z.coerce.number().int().min(0).max(MOST_PEOPLE).optional()),
  note: z.preprocess(blank, z.string().trim().max(300).optional()),
});

const input = dayReportInput.extend({
  officeId: z.string().min(1),
  /** Today at the office, when it is left out. */
  date: z.preprocess(blank, z.iso.date().optional()),
  via: z.enum(dayReportWays),
  /** For `call`: the function of who was on the telephone. */
  toldBy: z.preprocess(blank, z.string().trim().min(3).max(120).optional()),
  /** What came under it before is not recorded twice. */
  key: z.string().min(1).max(200).optional(),
});

type Command = z.infer<typeof input>;

/**
 * Records what an office said of its day: open, so many served, people turned away. Throws `directory.no-such-office`,
 * `.people-missing`, `.caller-missing` and `.day-in-the-future`. Public pages hear of it at the commit.
 */
@Injectable()
export class ReportDay extends Change<Command, DayReport> {
  readonly name = 'directory.report-day';
  readonly permission = 'day:report';
  readonly input = input;

  constructor(
    private readonly offices: OfficeStore,
    private readonly reports: DayReportStore,
    private readonly events: Events,
    private readonly bulletin: Bulletin,
  ) {
    super();
  }

  protected async perform({ key, ...said }: Command, _by: Actor, now: Date): Promise<Changed<DayReport>> {
    const { zone } = await this.offices.office(said.officeId);
    const report = made(said, civilDate(now, zone), now);
    const { officeId, date, kind } = report;
    const isNew = await this.reports.add(report, key);
    if (isNew) {
      await this.events.emit(DayReported, { officeId, date, kind });
      await this.bulletin.post(DayReported.name, { officeId });
    }
    const detail = { date, kind, people: report.people, via: report.via, again: !isNew };
    return { result: isNew ? report : (await this.reports.byKey(key!))!, subject: { type: 'office', id: officeId }, detail };
  }
}

function made({ date, ...said }: Omit<Command, 'key'>, today: string, now: Date): DayReport {
  if (date && date > today) throw errors.dayInTheFuture({ fields: [{ field: 'date', message: 'lies in the future' }] });
  if (said.kind === 'served' && said.people === undefined)
    throw errors.peopleMissing({ fields: [{ field: 'people', message: 'missing' }] });
  if (said.via === 'call' && !said.toldBy) throw errors.callerMissing({ fields: [{ field: 'toldBy', message: 'missing' }] });
  return { id: newId(), ...said, date: date ?? today, at: now };
}
