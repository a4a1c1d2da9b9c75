import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AuditModule } from '../../src/audit/index.js';
import { DirectoryModule, ImportDirectory } from '../../src/directory/index.js';
import { Actor, PeopleModule } from '../../src/people/index.js';
import {
  Clock,
  Config,
  Db,
  Durable,
  type EmbeddedPostgres,
  ensureDatabase,
  migrate,
  PlatformModule,
  Tx,
} from '../../src/platform/index.js';
import { TEMPLATE } from './postgres.js';

const EVENING = new Date('2025-08-30T21:00:00+07:00');

@Module({})
class TemplateModule {}

/** Makes the template database with what every test may rely on: the Kediri directory. What it is, each clone says itself. */
export async function makeTemplate(embedded: EmbeddedPostgres, data: string): Promise<void> {
  const url = embedded.url(TEMPLATE);
  await ensureDatabase(embedded, TEMPLATE);
  await migrate(url);
  const config = new Config({ SINAMBUNG_DATA: data, SINAMBUNG_LOG: 'error', DATABASE_URL: url });
  const app = await NestFactory.createApplicationContext(
    { module: TemplateModule, imports: [PlatformModule.on(config, url), AuditModule, PeopleModule, DirectoryModule] },
    { logger: ['fatal'], abortOnError: false },
  );
  try {
    app.get(Clock).follow({ at: EVENING, setAt: new Date() });
    await app.get(ImportDirectory).run(Actor.system('template'), {});
    await app.get(Tx).housekeeping('test.template', () => app.get(Db).run('delete from platform.instance'));
  } finally {
    await app.get(Durable).shutdown();
    await app.close();
  }
}
