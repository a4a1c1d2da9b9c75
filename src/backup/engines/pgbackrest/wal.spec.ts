import fc from 'fast-check';
import { holes, numberOf, type Segment, segmentsIn } from './wal.js';

const MB = 1024 * 1024;
const named = (number: number, timeline = 1, perLog = 256): string =>
  [timeline, Math.floor(number / perLog), number % perLog]
    .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('');
const keyOf = (name: string) => `s/pgbackrest/repository/archive/s/15-1/${name.slice(0, 16)}/${name}-${'a'.repeat(40)}.zst`;
const SIZE = 16 * MB;
const log = (numbers: readonly number[], timeline = 1): Segment[] =>
  segmentsIn(
    numbers.map((n) => keyOf(named(n, timeline))),
    SIZE,
  );

describe('the log of a server', () => {
  it('knows segments from what lies beside them', () => {
    const name = named(258);
    const folder = `a/15-1/${name.slice(0, 16)}`;
    const others = [
      `${folder}/${name}.00000028.backup`,
      'a/15-1/00000002.history',
      `${folder}/${name}-${'a'.repeat(40)}.zst.pgbackrest.tmp`,
    ];
    expect(segmentsIn([...others, keyOf(name)], SIZE)).toEqual([{ name, key: keyOf(name) }]);
  });

  it.each([
    [16, '0000000100000001000000FF', 511],
    [64, '000000010000000100000003', 67],
    [1, '000000010000000000000FFF', 4095],
  ])('counts segments of %i MB', (size, name, number) => expect(numberOf(name, size * MB)).toBe(number));

  it('is whole where each follows the other, over a new log file and a new timeline too', () => {
    expect(holes([...log([254, 255, 256]), ...log([257, 258], 2)], named(254), SIZE)).toEqual([]);
    expect(holes([...log([1, 2]), ...log([2, 3], 2)], named(1), SIZE)).toEqual([]);
  });

  it.each([1, 4])('is in order with segments of %i MB, of which more fit into a log file', (size) => {
    const perLog = 4096 / size;
    const names = [255, 256, 300, perLog - 1, perLog, perLog + 1].map((n) => named(n, 1, perLog));
    const found = segmentsIn(names.toReversed().map(keyOf), size * MB);
    expect(found.map(({ name }) => name)).toEqual(names);
    expect(holes(found.slice(3), names[3] as string, size * MB)).toEqual([]);
  });

  it('says nothing of what was before the first backup', () => {
    expect(holes(log([1, 5, 6]), named(5), SIZE)).toEqual([]);
  });

  it('names what is missing, and of much of it the ends', () => {
    const [few] = holes(log([255, 258]), named(255), SIZE);
    expect(few).toMatchObject({ last: { name: named(255) }, next: { name: named(258) }, missing: [named(256), named(257)] });
    const [many] = holes(log([1, 100]), named(1), SIZE);
    expect(many?.missing).toEqual([2, 3, 4, 97, 98, 99].map((n) => named(n)));
  });

  it('finds every missing segment, and no other', () => {
    const sets = fc.tuple(fc.nat(1000), fc.integer({ min: 3, max: 40 }), fc.array(fc.nat(38), { maxLength: 5 }));
    fc.assert(
      fc.property(sets, ([begin, count, drops]) => {
        const all = Array.from({ length: count }, (_, index) => begin + index);
        const lost = new Set(drops.map((drop) => begin + 1 + drop).filter((n) => n < begin + count - 1));
        const found = holes(log(all.filter((n) => !lost.has(n))), named(begin), SIZE);
        const place = ({ name }: Segment) => numberOf(name, SIZE);
        const within = found.flatMap(({ last, next }) =>
          Array.from({ length: place(next) - place(last) - 1 }, (_, index) => place(last) + 1 + index),
        );
        expect(within).toEqual([...lost].sort((a, b) => a - b));
      }),
    );
  });
});
