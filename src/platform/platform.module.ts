import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Bulletin } from './bulletin.js';
import { Calendar } from './calendar/index.js';
import { Clock } from './clock.js';
import { Config } from './config.js';
import { openDataSource } from './database/data-source.js';
import { Db } from './database/db.js';
import { Tx } from './database/tx.js';
import { DATABASE_URL } from './database/url.js';
import { Durable } from './durable/durable.js';
import { Events } from './events.js';
import { Instance } from './instance.js';
import { Texts } from './texts/index.js';
import { Views } from './views/index.js';

const SERVICES = [Db, Tx, Clock, Calendar, Bulletin, Durable, Events, Instance, Texts, Views];

@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly source: DataSource) {}

  static on(config: Config, databaseUrl: string): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: Config, useValue: config },
        { provide: DATABASE_URL, useValue: databaseUrl },
        { provide: DataSource, useFactory: () => openDataSource(databaseUrl) },
        ...SERVICES,
      ],
      exports: [Config, DATABASE_URL, DataSource, ...SERVICES],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.source.destroy();
  }
}
