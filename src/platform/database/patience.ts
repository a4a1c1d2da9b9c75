import { AsyncLocalStorage } from 'node:async_hooks';

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5000;

/** Connection exceptions, a server that ends or starts, and what the socket says of them. */
const AWAY = /^(08\w{3}|57P0[1-3]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** Whether `error` says that the database is away, so that the same may succeed once it is back. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, driverError, message } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown }; message?: string };
  return AWAY.test(String(driverError?.code ?? code)) || /^Connection terminated/.test(message ?? '');
}

const patient = new AsyncLocalStorage<true>();

/** A workflow waits for its database, however long; a person at a page is told that it is away. */
export function patiently<R>(work: () => Promise<R>): Promise<R> {
  return patient.run(true, work);
}

/**
 * Inside a workflow: does `work` again until the database is there. It waits within the step that was begun, so that steps keep
 * their numbers whatever is killed meanwhile. Elsewhere it does `work` once.
 */
export async function whenDatabaseIsThere<R>(work: () => Promise<R>): Promise<R> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!patient.getStore() || !isDatabaseAway(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
