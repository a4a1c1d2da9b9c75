import type { RunningServer } from './server.js';

/** What the terminal shows when the server is ready. */
export async function welcome({ url }: RunningServer): Promise<string> {
  return `\nSinambung is ready: ${url}\n`;
}
