import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge, register } from 'prom-client';
import { Clock } from '../../platform/index.js';
import type { SourceStanding } from '../source-standing.js';
import { Sources } from '../sources.js';

const AGE = 'sinambung_backup_last_proven_age_seconds';
const ALARMS = 'sinambung_backup_alarms';

/** How the sources stand, for Prometheus. A source that was never proven has no age, only an alarm. */
@Injectable()
export class BackupMetrics implements OnModuleInit {
  private reading?: Promise<SourceStanding[]>;

  constructor(
    private readonly sources: Sources,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const now = () => this.clock.now().getTime();
    this.gauge(AGE, 'Age of the data of the last proven recovery point', ({ lastProven }) =>
      lastProven?.takenAt ? (now() - lastProven.takenAt.getTime()) / 1000 : undefined,
    );
    this.gauge(ALARMS, 'Alarms that are on', ({ alarms }) => alarms.length);
  }

  private gauge(name: string, help: string, value: (standing: SourceStanding) => number | undefined): void {
    register.removeSingleMetric(name);
    const all = () => this.standings();
    new Gauge({
      name,
      help,
      labelNames: ['source'],
      async collect() {
        this.reset();
        for (const standing of await all()) {
          const found = value(standing);
          if (found !== undefined) this.set({ source: standing.source.id }, found);
        }
      },
    });
  }

  /** The gauges of one scrape are collected at once, and read once. */
  private standings(): Promise<SourceStanding[]> {
    this.reading ??= this.sources.all().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }
}
