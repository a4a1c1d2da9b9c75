import 'reflect-metadata';
import { DemonstrationFill } from './demonstration/index.js';
import { Config, DomainError, SettingsError } from './platform/index.js';
import { type RunningServer, startServer } from './server.js';
import { welcome } from './welcome.js';

async function main(): Promise<void> {
  const config = new Config();
  const server = await startServer(config);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(server));
  await server.app.get(DemonstrationFill).fillOnce();
  process.stdout.write(await welcome(server));
}

async function end(server: RunningServer): Promise<void> {
  await server.close();
  process.exit(0);
}

function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  if (error instanceof DomainError) return `${error.message}${error.hint ? `\nhint: ${error.hint}` : ''}`;
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE')
    return `port ${port} on ${address} is in use\nhint: stop what listens there, or choose another, as in PORT=3001 npm start`;
  if (code === 'ECONNREFUSED')
    return `no database answers at DATABASE_URL\nhint: start it, or unset DATABASE_URL to use the embedded one`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error) => {
  process.stderr.write(`sinambung: ${explain(error)}\n`);
  process.exit(1);
});
