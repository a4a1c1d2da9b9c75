import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Config } from '../platform/index.js';

/** What the server of a data folder says of itself. */
export interface ServerNote {
  url: string;
  /** The folder from which it reads what is copied where. */
  shelf?: string;
}

/** Of the server that runs or that was killed; undefined where none was started, or the last one has ended. */
export function serverNote(config: Config): ServerNote | undefined {
  const note = path.join(config.data, 'server.json');
  return existsSync(note) ? (JSON.parse(readFileSync(note, 'utf8')) as ServerNote) : undefined;
}

/** A terminal that was told of no shelf reads the one of its server, or it would answer for other sources, vaults and keys. */
export function terminalConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const config = new Config(environment);
  const shelf = serverNote(config)?.shelf;
  if (!shelf || config.get('SINAMBUNG_BACKUP_SHELF')) return config;
  // A server that this terminal starts reads the same.
  environment.SINAMBUNG_BACKUP_SHELF = shelf;
  return new Config(environment);
}
