const LOOK_EVERY_MS = 250;
const TELL_EVERY_MS = 10_000;

/**
 * Asks again and again until `isOver`; `tell` gives a line about what is going on, shown on stderr: on one line that changes, or,
 * where stderr is a file, as a new line when there is something new to say.
 */
export async function waitFor<T>(ask: () => Promise<T>, isOver: (answer: T) => boolean, tell: (answer: T) => string): Promise<T> {
  const { isTTY } = process.stderr;
  const told = { line: '', at: -TELL_EVERY_MS };
  for (;;) {
    const answer = await ask();
    if (isOver(answer)) {
      if (isTTY && told.line) process.stderr.write('\r\u001b[K');
      return answer;
    }
    const line = tell(answer);
    const isDue = isTTY || performance.now() - told.at >= TELL_EVERY_MS;
    if (isDue && line !== told.line) {
      process.stderr.write(isTTY ? `\r\u001b[K${line}` : `${line}\n`);
      Object.assign(told, { line, at: performance.now() });
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
