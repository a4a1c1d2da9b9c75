import 'reflect-metadata';
import { DemonstrationFill } from './demonstration/index.js';
import { plainWords } from './plain-words.js';
import { Config } from './platform/index.js';
import { type RunningServer, startServer } from './server.js';
import { welcome } from './welcome.js';

async function main(): Promise<void> {
  const config = new Config();
  const parentGone = process.channel && new Promise((resolve) => process.once('disconnect', resolve));
  const server = await startServer(config);
  // A command's own server does not outlive the command, however that ends.
  void parentGone?.then(() => end(server));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(server));
  await server.app.get(DemonstrationFill).fillOnce();
  process.stdout.write(await welcome(server));
}

async function end(server: RunningServer): Promise<void> {
  await server.close();
  process.exit(0);
}

function explain(error: unknown): string {
  return plainWords(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
}

main().catch((error) => {
  process.stderr.write(`sinambung: ${explain(error)}\n`);
  process.exit(1);
});
