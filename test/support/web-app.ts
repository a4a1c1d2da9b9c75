import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConsoleLogger, type Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AuditModule } from '../../src/audit/index.js';
import { PeopleModule } from '../../src/people/index.js';
import { Config, PlatformModule } from '../../src/platform/index.js';
import { acceptEmptyJson, holdLimits, WebModule } from '../../src/web/index.js';
import { cloneDatabase } from './postgres.js';

export interface WebApp {
  app: NestFastifyApplication;
  close(): Promise<void>;
}

/** Pages over HTTP: these controllers and rooms with people and web, on a database of their own. `app.inject` needs no port. */
export async function openWebApp(controllers: Type[], settings: NodeJS.ProcessEnv = {}, rooms: Type[] = []): Promise<WebApp> {
  const { url, drop } = await cloneDatabase();
  const data = mkdtempSync(path.join(tmpdir(), 'sinambung-web-'));
  const config = new Config({ SINAMBUNG_DATA: data, SINAMBUNG_LOG: 'error', DATABASE_URL: url, ...settings });
  const imports = [PlatformModule.on(config, url), AuditModule, PeopleModule, WebModule, ...rooms];
  const made = await Test.createTestingModule({ imports, controllers })
    .setLogger(new ConsoleLogger({ logLevels: ['fatal'] }))
    .compile();
  const app = made.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  acceptEmptyJson(app);
  await holdLimits(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const close = async () => {
    await app.close();
    await drop();
    rmSync(data, { recursive: true, force: true });
  };
  return { app, close };
}
