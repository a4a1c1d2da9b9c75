import { waitFor } from './wait-for.js';

describe('waiting for the server, where nobody looks at a terminal', () => {
  const { isTTY } = process.stderr;
  let lines: string[];
  beforeEach(() => {
    lines = [];
    jest.useFakeTimers();
    process.stderr.isTTY = false;
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    process.stderr.isTTY = isTTY;
  });

  it.each([
    ['says the same once', () => 'running', ['running\n']],
    ['says what is new, and not more than six times a minute', (n: number) => `${n} MB`, ['0 MB\n', '40 MB\n', '80 MB\n']],
  ])('%s', async (_what, tell, said) => {
    let asked = -1;
    const answer = waitFor(
      async () => ++asked,
      (n) => n === 119,
      tell,
    );
    await jest.advanceTimersByTimeAsync(30_000);
    expect(await answer).toBe(119);
    expect(lines).toEqual(said);
  });
});
