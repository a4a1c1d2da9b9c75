import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { openDatabase } from './database.js';
import { openApi } from './open-api.js';
import { Bulletin, Config, Durable, HeldWork, PinoLogger } from './platform/index.js';
import { acceptEmptyJson, holdLimits } from './web/index.js';

export interface RunningServer {
  app: NestFastifyApplication;
  url: string;
  close(): Promise<void>;
}

/** Starts everything: database, rooms, durable workflows, fronts. */
export async function startServer(config: Config): Promise<RunningServer> {
  const database = await openDatabase(config);
  const adapter = new FastifyAdapter({
    trustProxy: config.get('SINAMBUNG_TRUST_PROXY'),
    bodyLimit: 1024 * 1024,
    forceCloseConnections: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.server(config, database.url), adapter, {
    logger: new PinoLogger(config),
    abortOnError: false,
  });
  acceptEmptyJson(app);
  await holdLimits(app);
  openApi(app, config);
  await app.init();
  await app.get(Bulletin).listen();
  await app.get(HeldWork).holdIfMoved();
  await app.get(Durable).launch(database.url);
  await app.listen(config.get('PORT'), config.get('HOST'));
  const url = noteAddress(app, config);
  config.listensAt(url);
  return { app, url, close: () => close(app, config, database.close) };
}

/** Where commands find the running server, and which shelf it reads. */
export function addressFile(config: Config): string {
  return path.join(config.data, 'server.json');
}

function noteAddress(app: NestFastifyApplication, config: Config): string {
  const { port } = app.getHttpServer().address() as { port: number };
  const url = `http://${config.get('HOST')}:${port}`;
  const shelf = config.get('SINAMBUNG_BACKUP_SHELF') ?? config.shipped('backup');
  mkdirSync(config.data, { recursive: true });
  const note = addressFile(config);
  // Whole or not there: a command may be looking.
  writeFileSync(`${note}.new`, JSON.stringify({ pid: process.pid, url, shelf: path.resolve(shelf) }), { mode: 0o600 });
  renameSync(`${note}.new`, note);
  return url;
}

async function close(app: NestFastifyApplication, config: Config, closeDatabase: () => Promise<void>): Promise<void> {
  await app.get(Durable).shutdown();
  await app.close();
  if (existsSync(addressFile(config))) rmSync(addressFile(config));
  await closeDatabase();
}
