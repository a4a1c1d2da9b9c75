import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bulletin } from './bulletin.js';
import { Calendar, CalendarStore } from './calendar/index.js';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { openDataSource, unconnected } from './database/data-source.js';
import { Db } from './database/db.js';
import { Tx } from './database/tx.js';
import { DATABASE_URL } from './database/url.js';
import { Documents } from './documents/index.js';
import { Durable } from './durable/durable.js';
import { HeldWork } from './durable/held-work.js';
import { Events } from './events.js';
import { Instance } from './instance.js';
import { MailGateway } from './mail-gateway.js';
import { SmsGateway } from './sms-gateway.js';
import { Texts } from './texts/index.js';
import { Views } from './views/index.js';

const SERVICES = [
  Db,
  Tx,
  Clock,
  Calendar,
  CalendarStore,
  Bulletin,
  Documents,
  Durable,
  Events,
  HeldWork,
  Instance,
  MailGateway,
  SmsGateway,
  Texts,
  Views,
];

const NOWHERE = 'postgresql://nowhere.invalid/none';

@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  /** Without an address nothing is connected: for commands that answer from files alone. */
  static on(config: Config, databaseUrl: string | undefined): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: DATABASE_URL, useValue: databaseUrl ?? NOWHERE },
        { provide: DataSource, useFactory: () => (databaseUrl ? openDataSource(databaseUrl) : unconnected()) },
        ...SERVICES,
      ],
      exports: [Config, DATABASE_URL, DataSource, ...SERVICES],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}
