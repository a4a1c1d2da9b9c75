import { differences } from './differences.js';

describe('what differs between two facts', () => {
  it.each([
    ['Jalan A', 'Jalan B', [{ place: '', from: 'Jalan A', to: 'Jalan B' }]],
    [undefined, 'Jalan B', [{ place: '', from: '', to: 'Jalan B' }]],
    [['35.06', '35.07'], ['35.07', '35.08'], [{ place: '', from: '35.06', to: '35.08' }]],
    [{ id: 'a', en: 'b' }, { id: 'a', en: 'c' }, [{ place: 'en', from: 'b', to: 'c' }]],
    [
      { weekly: { mon: [{ open: '08:00', close: '12:00' }] } },
      { weekly: { mon: [{ open: '07:30', close: '12:00' }], tue: [{ open: '08:00', close: '11:00' }] } },
      [
        { place: 'weekly mon 1 open', from: '08:00', to: '07:30' },
        { place: 'weekly tue', from: '', to: '08:00 · 11:00' },
      ],
    ],
    [{ a: 1 }, { a: 1 }, []],
  ])('%j and %j', (before, after, expected) => expect(differences(before, after)).toEqual(expected));
});
