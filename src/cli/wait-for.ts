const LOOK_EVERY_MS = 250;
const TELL_EVERY_MS = 2_000;

/** Asks again and again until `isOver`; `tell` gives a line about what is going on, shown on stderr. */
export async function waitFor<T>(ask: () => Promise<T>, isOver: (answer: T) => boolean, tell: (answer: T) => string): Promise<T> {
  const { isTTY } = process.stderr;
  let told = 0;
  for (;;) {
    const answer = await ask();
    if (isOver(answer)) {
      if (isTTY && told > 0) process.stderr.write('\r\u001b[K');
      return answer;
    }
    if (isTTY) process.stderr.write(`\r\u001b[K${tell(answer)}`);
    else if (performance.now() - told > TELL_EVERY_MS) process.stderr.write(`${tell(answer)}\n`);
    if (isTTY || performance.now() - told > TELL_EVERY_MS) told = performance.now();
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
