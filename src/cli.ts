import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { CommandFactory } from 'nest-commander';
import { AppModule } from './app.module.js';
import { terminalConfig } from './cli/server-note.js';
import { openDatabase } from './database.js';
import { plainWords } from './plain-words.js';
import { DomainError, Texts } from './platform/index.js';

const EXIT_CODES = { invalid: 2, 'not-found': 3, conflict: 4, forbidden: 5, gone: 6, unavailable: 7 };

/** Commands that answer without a database. */
const OFFLINE = [
  /^$/,
  /(^| )(-h|--help)( |$)/,
  /^help( |$)/,
  /^settings( |$)/,
  /^playbooks check( |$)/,
  /^backup check( |$)/,
  /^notice verify( |$)/,
  /^rescue( |$)/,
  /^escrow try( |$)/,
];

async function main(): Promise<void> {
  // `sinambung … | head` has read enough: that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const config = terminalConfig();
  const offline = OFFLINE.some((pattern) => pattern.test(process.argv.slice(2).join(' ')));
  const database = offline ? undefined : await openDatabase(config);
  Logger.overrideLogger(false);
  // The help names the program by this.
  process.argv[1] = 'sinambung';
  const app = await CommandFactory.createWithoutRunning(AppModule.terminal(config, database?.url), {
    cliName: 'sinambung',
    logger: false,
    abortOnError: false,
    serviceErrorHandler: fail,
    errorHandler: rethrow,
  });
  try {
    await CommandFactory.runApplication(app);
  } finally {
    await app.close();
    await database?.close();
  }
}

/** The parser would end the process at once, and leave an embedded server running. */
function rethrow(error: Error): never {
  throw error;
}

/** Says what went wrong and what to do, on stderr; with --json as one document on stdout. */
function fail(error: Error): void {
  process.exitCode = exitCodeOf(error);
  if (process.exitCode === 0) return;
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(asDocument(error))}\n`);
  if (!isOfParser(error)) process.stderr.write(`sinambung: ${asText(error)}\n`);
}

function exitCodeOf(error: Error): number {
  if (isOfParser(error)) return error.exitCode;
  return error instanceof DomainError ? EXIT_CODES[error.kind] : 1;
}

/** What commander throws, help among it; it has printed its words itself. */
function isOfParser(error: Error): error is Error & { exitCode: number } {
  return 'code' in error && String(error.code).startsWith('commander.');
}

function asDocument(error: Error): object {
  if (!(error instanceof DomainError)) return { error: plainWords(error) ?? error.message };
  return { error: error.message, code: error.code, hint: error.hint, ...error.context };
}

function asText(error: Error): string {
  return plainWords(error, error instanceof DomainError ? new Texts(terminalConfig()) : undefined) ?? error.message;
}

main().catch(fail);
