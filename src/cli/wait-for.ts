const LOOK_EVERY_MS = 250;
const TELL_EVERY_MS = 10_000;

/** What to write of how work goes on: one line that changes on a terminal; elsewhere a new line, when there is something new to say. */
export class Telling {
  private told = { line: '', at: -TELL_EVERY_MS };

  constructor(private readonly isTerminal: boolean) {}

  /** What to write now, at so many milliseconds; nothing where the same was said, or something not long ago. */
  next(line: string, at: number): string {
    const isDue = this.isTerminal || at - this.told.at >= TELL_EVERY_MS;
    if (!isDue || line === this.told.line) return '';
    this.told = { line, at };
    return this.isTerminal ? `\r\u001b[K${line}` : `${line}\n`;
  }

  end(): string {
    return this.isTerminal && this.told.line ? '\r\u001b[K' : '';
  }
}

/** Asks again and again until `isOver`; `tell` gives a line about what is going on, shown on stderr. */
export async function waitFor<T>(ask: () => Promise<T>, isOver: (answer: T) => boolean, tell: (answer: T) => string): Promise<T> {
  const telling = new Telling(process.stderr.isTTY);
  for (;;) {
    const answer = await ask();
    const over = isOver(answer);
    process.stderr.write(over ? telling.end() : telling.next(tell(answer), performance.now()));
    if (over) return answer;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
