import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { CommandFactory } from 'nest-commander';
import { AppModule } from './app.module.js';
import { openDatabase } from './database.js';
import { Config, DomainError, SettingsError } from './platform/index.js';

const EXIT_CODES = { invalid: 2, 'not-found': 3, conflict: 4, forbidden: 5, gone: 6, unavailable: 7 };

/** Commands that answer without a database. */
const OFFLINE = [/^$/, /(^| )(-h|--help)( |$)/, /^help( |$)/, /^settings( |$)/, /^playbooks check( |$)/, /^notice verify( |$)/];

async function main(): Promise<void> {
  const config = new Config({ ...process.env, SINAMBUNG_LOG: 'error' });
  const offline = OFFLINE.some((pattern) => pattern.test(process.argv.slice(2).join(' ')));
  const database = offline ? undefined : await openDatabase(config);
  Logger.overrideLogger(false);
  // The help names the program by this.
  process.argv[1] = 'sinambung';
  const app = await CommandFactory.createWithoutRunning(AppModule.terminal(config, database?.url), {
    cliName: 'sinambung',
    logger: false,
    serviceErrorHandler: fail,
    errorHandler: fail,
  });
  try {
    await CommandFactory.runApplication(app);
  } finally {
    await app.close();
    await database?.close();
  }
}

/** Says what went wrong and what to do, on stderr; with --json as one document on stdout. */
function fail(error: Error): void {
  if ('code' in error && String(error.code).startsWith('commander.')) {
    process.exitCode ||= (error as unknown as { exitCode: number }).exitCode;
    return;
  }
  process.exitCode = error instanceof DomainError ? EXIT_CODES[error.kind] : 1;
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(asDocument(error))}\n`);
  process.stderr.write(`sinambung: ${asText(error)}\n`);
}

function asDocument(error: Error): object {
  if (!(error instanceof DomainError)) return { error: error.message };
  return { error: error.message, code: error.code, hint: error.hint, ...error.context };
}

function asText(error: Error): string {
  if (!(error instanceof DomainError)) return error.message;
  const facts = Object.entries(error.context).map(
    ([name, value]) => `\n  ${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return `${error.message}${facts.join('')}${error.hint ? `\nhint: ${error.hint}` : ''}`;
}

main().catch((error: Error) => {
  if (error instanceof SettingsError) process.stderr.write(`sinambung: ${error.message}\n`);
  else fail(error);
  process.exitCode ||= 1;
});
