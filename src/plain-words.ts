import { errorLines } from './cli/error-lines.js';
import { DomainError, SettingsError, type Texts } from './platform/index.js';

interface SystemError extends Error {
  code?: string;
  port?: number;
  address?: string;
}

/** Faults of the machine that somebody at a terminal can mend, by the code that the system gives them. */
const MENDABLE: Record<string, (error: SystemError) => string> = {
  EADDRINUSE: ({ port, address }) =>
    `port ${port} on ${address} is in use\nhint: stop what listens there, or choose another, as in PORT=3001 npm start`,
  ECONNREFUSED: () =>
    'no database answers at DATABASE_URL (ECONNREFUSED)\nhint: start it, or unset DATABASE_URL to use the embedded one',
  '28P01': () => 'the database refuses the password in DATABASE_URL\nhint: correct DATABASE_URL',
  '3D000': () => 'the database named in DATABASE_URL does not exist\nhint: create it, or correct DATABASE_URL',
  ENOSPC: () => 'the disk is full\nhint: make room on the disk of SINAMBUNG_DATA and start again: nothing half done is kept',
  EACCES: ({ message }) => `${message}\nhint: let this user write to SINAMBUNG_DATA, or set it to a folder of its own`,
};

/** What went wrong and what to do, for a terminal; undefined when it is a fault of ours. */
export function plainWords(error: unknown, texts?: Texts): string | undefined {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof DomainError) return errorLines(error, texts).join('\n');
  const { code } = error as SystemError;
  return code === undefined ? undefined : MENDABLE[code]?.(error as SystemError);
}
