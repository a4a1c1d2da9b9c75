import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge, register } from 'prom-client';
import { Events, type Undelivered } from '../platform/index.js';

const METRIC = 'sinambung_news_undelivered';

/** News that failed at a listener every time it was tried; also a figure for Prometheus. */
@Injectable()
export class UndeliveredNews implements OnModuleInit {
  constructor(private readonly events: Events) {}

  onModuleInit(): void {
    register.removeSingleMetric(METRIC);
    const all = () => this.all();
    new Gauge({
      name: METRIC,
      help: 'News between rooms that failed at a listener and waits for a keeper of the server',
      async collect() {
        this.set((await all()).length);
      },
    });
  }

  /** Oldest first. */
  all(): Promise<Undelivered[]> {
    return this.events.undelivered();
  }
}
