import { Telling } from './wait-for.js';

const SECONDS = Array.from({ length: 25 }, (_, second) => second);

describe('how work goes on', () => {
  it.each([
    ['is said once where it is the same', () => 'running', ['running\n']],
    ['is said anew, but not more than six times a minute', (s: number) => `${s} MB`, ['0 MB\n', '10 MB\n', '20 MB\n']],
  ])('%s, where nobody looks at a terminal', (_what, line, said) => {
    const telling = new Telling(false);
    expect(SECONDS.map((second) => telling.next(line(second), second * 1000)).filter(Boolean)).toEqual(said);
    expect(telling.end()).toBe('');
  });

  it('is one line of a terminal, gone at the end', () => {
    const telling = new Telling(true);
    expect(telling.next('0 MB', 0)).toBe('\r\u001b[K0 MB');
    expect(telling.next('1 MB', 250)).toBe('\r\u001b[K1 MB');
    expect(telling.end()).toBe('\r\u001b[K');
  });
});
