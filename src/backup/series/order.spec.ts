import { inOrder, wrongOrder } from './order.js';

const of = (text: string) =>
  text.split(' ').map((one) => {
    const [id = '', after = ''] = one.split('<');
    return { id, after: after ? after.split(',') : [] };
  });

describe('sources that come after others', () => {
  it.each([
    ['a b c', 'a b c'],
    ['a<b b', 'b a'],
    ['a<c b<a c', 'c a b'],
    ['a<elsewhere b', 'a b'],
    ['a<b,c b<c c', 'c b a'],
  ])('%s are restored as %s', (given, expected) => {
    expect(
      inOrder(of(given))
        .map(({ id }) => id)
        .join(' '),
    ).toBe(expected);
  });

  it.each([
    ['a b<a', []],
    ['a<x', [{ id: 'a', message: 'after: x is not a source' }]],
    ['a<a', [{ id: 'a', message: 'after: a circle: a → a' }]],
    [
      'a<b b<a c<a',
      [
        { id: 'a', message: 'after: a circle: a → b → a' },
        { id: 'b', message: 'after: a circle: b → a → b' },
      ],
    ],
  ])('%s: what is wrong is named', (given, expected) => {
    expect(wrongOrder(of(given))).toEqual(expected);
  });
});
