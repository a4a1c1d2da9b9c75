import { readFileSync } from 'node:fs';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Bulletin } from '../bulletin.js';
import { Clock } from '../clock.js';
import { Config } from '../config.js';
import { CalendarStore } from './calendar-store.js';
import { addWorkingDays, type Holiday, type Holidays, isWorkingDay, workingDaysBetween } from './rules.js';
import { countKnown, type HolidayVersion, inOrder, knownAt } from './versions.js';

const file = z.object({
  source: z.string(),
  until: z.iso.date(),
  decrees: z.record(z.string(), z.object({ knownSince: z.coerce.date(), source: z.string() })),
  holidays: z.array(
    z.object({
      date: z.iso.date(),
      name: z.string(),
      nameEn: z.string(),
      kind: z.enum(['national', 'joint-leave']),
      estimated: z.boolean(),
      decree: z.string().optional(),
    }),
  ),
});

/** Said in a bulletin when a holiday was added or removed. */
export const CALENDAR_CHANGED = 'platform.calendar-changed';

/**
 * The civil calendar: that of `data/holidays/indonesia.json` and what people added since, each with the moment at which it became
 * known. Calendars change late: of any date it can be asked what was known of it at any time.
 */
@Injectable()
export class Calendar implements OnModuleInit {
  /** No holiday after this date is known. */
  readonly knownUntil: string;
  private readonly shipped: HolidayVersion[];
  private versions: HolidayVersion[];
  private readonly known = new Map<number, Holidays>();

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly bulletin: Bulletin,
    private readonly store: CalendarStore,
  ) {
    const { until, ...shipped } = file.parse(
      JSON.parse(readFileSync(config.shipped('data', 'holidays', 'indonesia.json'), 'utf8')),
    );
    this.shipped = shippedVersions(shipped);
    this.versions = inOrder(this.shipped);
    this.knownUntil = until;
  }

  async onModuleInit(): Promise<void> {
    if (!this.store.isConnected) return;
    this.bulletin.on(CALENDAR_CHANGED, () => this.reload());
    await this.reload();
  }

  /** As it is known now. */
  get holidays(): Holidays {
    return this.knownAt(this.clock.now());
  }

  knownAt(at: Date): Holidays {
    const count = countKnown(this.versions, at);
    const holidays = this.known.get(count) ?? knownAt(this.versions, at);
    this.known.set(count, holidays);
    return holidays;
  }

  /** Everything that was ever known of a date, in the order in which it became known. */
  history(date: string): HolidayVersion[] {
    return this.versions.filter((version) => version.date === date);
  }

  /**
   * From now on this is known of a date. Inside a verb's transaction; every process hears of it at the commit. Returns what was
   * known before.
   */
  async learn(version: Omit<HolidayVersion, 'estimated' | 'knownSince'>, by: string, now: Date): Promise<Holiday | undefined> {
    await this.store.takeTurn();
    const before = knownAt(inOrder([...this.shipped, ...(await this.store.versions())]), now).get(version.date);
    await this.store.add({ ...version, estimated: false, knownSince: now }, by);
    await this.bulletin.post(CALENDAR_CHANGED);
    return before;
  }

  /** Reads again what was added, so that this process knows it at once. */
  async reload(): Promise<void> {
    this.versions = inOrder([...this.shipped, ...(await this.store.versions())]);
    this.known.clear();
  }

  isWorkingDay(date: string): boolean {
    return isWorkingDay(date, this.holidays);
  }

  /** The `days`-th working day after the civil date `date`. */
  addWorkingDays(date: string, days: number): string {
    return addWorkingDays(date, days, this.holidays);
  }

  /** Working days after `from`, up to and with `to`. */
  workingDaysBetween(from: string, to: string): number {
    return workingDaysBetween(from, to, this.holidays);
  }
}

function shippedVersions({ source, decrees, holidays }: Omit<z.infer<typeof file>, 'until'>): HolidayVersion[] {
  return holidays.map(({ decree, ...holiday }) => ({ ...holiday, source, ...(decree ? decrees[decree] : {}) }));
}
