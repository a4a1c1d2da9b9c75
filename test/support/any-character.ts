import fc from 'fast-check';

const SURROGATES = { from: 0xd800, count: 0x800 };
const MOST = 0x10ffff - SURROGATES.count;

/** Every character of Unicode alike, for `fc.string`: its own `binary` first makes a table of all, in a second and 100 MB a worker. */
export const anyCharacter: fc.Arbitrary<string> = fc.nat({ max: MOST }).map(character, place);

function character(at: number): string {
  return String.fromCodePoint(at < SURROGATES.from ? at : at + SURROGATES.count);
}

function place(text: unknown): number {
  const point = typeof text === 'string' ? (text.codePointAt(0) ?? -1) : -1;
  const at = point < SURROGATES.from ? point : point - SURROGATES.count;
  if (at < 0 || character(at) !== text) throw new Error('not one character');
  return at;
}
