import type { Apart } from './pg-script.js';

/**
 * Runs all pieces, so many at a time and in their order; but whichever would only wait for a table that another one keeps to itself
 * lets those behind it go first. Throws the first error.
 */
export async function sideBySide(
  pieces: readonly Apart[],
  sessions: number,
  run: (piece: Apart, session: number) => Promise<void>,
): Promise<void> {
  const waiting = [...pieces];
  const running = new Map<Apart, Promise<void>>();
  const worker = async (session: number) => {
    while (waiting.length > 0) {
      const at = waiting.findIndex((piece) => ![...running.keys()].some((other) => isInTheWay(piece, other)));
      if (at < 0) await Promise.race(running.values());
      else {
        const [piece] = waiting.splice(at, 1) as [Apart];
        running.set(piece, run(piece, session));
        await running.get(piece);
        running.delete(piece);
      }
    }
  };
  await Promise.all(Array.from({ length: sessions }, (_, session) => worker(session)));
}

function isInTheWay(one: Apart, other: Apart): boolean {
  return one.table !== undefined && one.table === other.table && !(one.shares && other.shares);
}
