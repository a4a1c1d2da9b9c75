import path from 'node:path';

/** The whole path of a file that somebody at a terminal has named: `npm run` goes to the product's folder first, and tells where it was called. */
export function fromHere(file: string, environment: NodeJS.ProcessEnv = process.env): string {
  const { INIT_CWD, npm_lifecycle_event } = environment;
  return path.resolve(npm_lifecycle_event === 'sinambung' && INIT_CWD ? INIT_CWD : '', file);
}
