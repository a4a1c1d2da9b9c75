// The rooms of the built product in this process, on the database of a server that runs: for what is asked without HTTP.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const DIST = path.join(path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))), 'dist');
const built = (file) => import(pathToFileURL(path.join(DIST, file)).href);

/** The address of the embedded PostgreSQL under `data`. */
export function databaseUrl(data) {
  const port = readFileSync(path.join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  const password = readFileSync(path.join(data, 'keys', 'postgres-password'), 'utf8').trim();
  return `postgresql://sinambung:${encodeURIComponent(password)}@127.0.0.1:${port}/sinambung`;
}

export async function openRooms(data) {
  await import('reflect-metadata');
  const { NestFactory } = await import('@nestjs/core');
  const [{ AppModule }, platform, directory, people] = await Promise.all(
    ['app.module.js', 'platform/index.js', 'directory/index.js', 'people/index.js'].map(built),
  );
  const url = databaseUrl(data);
  const config = new platform.Config({ ...process.env, SINAMBUNG_DATA: data, DATABASE_URL: url });
  const context = await NestFactory.createApplicationContext(AppModule.rooms(config, url), { logger: false });
  return { get: (type) => context.get(type, { strict: false }), close: () => context.close(), platform, directory, people, url };
}

export function quantile(values, part) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)];
}

export const round = (value, digits = 3) => Math.round(value * 10 ** digits) / 10 ** digits;
