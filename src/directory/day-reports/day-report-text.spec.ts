import { readDayReport } from './day-report-text.js';

describe('what an office texts of its day', () => {
  it.each([
    ['BUKA', { kind: 'open' }],
    [' loket  buka. ', { kind: 'open' }],
    ['TERLAYANI 40', { kind: 'served', people: 40 }],
    ['layani 40 orang', { kind: 'served', people: 40 }],
    ['terlayani', 'unclear'],
    ['DITOLAK 3 blangko habis', { kind: 'turned-away', people: 3, note: 'blangko habis' }],
    ['tolak 3 orang, blangko habis', { kind: 'turned-away', people: 3, note: 'blangko habis' }],
    ['Ditolak: listrik padam', { kind: 'turned-away', note: 'listrik padam' }],
    ['DITOLAK', { kind: 'turned-away' }],
    ['buka jam berapa samsat pare?', undefined],
    ['saya ditolak di samsat pare', undefined],
    ['KABKEDIRI samsat katang tutup', undefined],
    ['', undefined],
  ])('%j is %j', (text, expected) => expect(readDayReport(text)).toEqual(expected));
});
