import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type { Region } from '../types.js';
import { accessFeatures, weekdays } from '../types.js';
import { normalise } from '../words.js';
import { assemble } from './assemble.js';
import { type Places, WHOLE } from './check-listed.js';
import { readCsv } from './csv-file.js';
import { fromHsds } from './hsds/from-hsds.js';
import { hsdsId } from './hsds/hsds-id.js';
import { readHsds } from './hsds/read-hsds.js';
import { locationOf, organizationOf, serviceAtLocationOf, serviceOf, virtualLocationOf } from './hsds/to-hsds.js';
import { SHEETS } from './sheets.js';
import { linesOf } from './spread.js';
import type { JsonObject, Kind, Listed, SheetRow } from './types.js';

const REGION = { code: '35.06.25', lat: -7.8, lng: 112, label: 'Ngasem, Kabupaten Kediri, Jawa Timur' } as Region;
const PLACES: Places = { region: () => REGION, problem: () => undefined };

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/[^\P{Cc}\n]/u.test(text));
const id = fc.stringMatching(/^[a-z0-9]{1,5}(-[a-z0-9]{1,4})?$/);
const words = fc.record({ id: word, en: word });
const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const source = fc.oneof(fc.record({ source: word, isSample: fc.constant(false) }), fc.record({ isSample: fc.constant(true) }));
const certainty = fc.constantFrom('V', 'V2', 'C', 'K', 'U');
const provenance = fc
  .tuple(source, fc.record({ certainty: some(certainty), note: some(words), sampleFields: fc.uniqueArray(id, { maxLength: 3 }) }))
  .map(([told, rest]) => ({ ...told, ...rest }));
const spans = fc.constantFrom(
  [],
  [{ open: '08:00', close: '12:00' }],
  [{ open: '00:00', close: '24:00' }],
  [
    { open: '08:00', close: '11:30' },
    { open: '22:00', close: '26:00' },
  ],
);
const hours = fc.record({
  always: fc.boolean(),
  closedOn: fc.subarray(['national', 'joint-leave']),
  weekly: fc.dictionary(fc.constantFrom(...weekdays), spans, { noNullPrototype: true }),
  specialDays: some(
    fc.dictionary(fc.constantFrom('2025-09-05', '2026-01-01'), fc.record({ spans, reason: some(words) }), {
      minKeys: 1,
      noNullPrototype: true,
    }),
  ),
});
const texts = words.map((both) => ({ texts: both, text: both.id }));
const requirement = fc.tuple(fc.record({ code: id }), texts, source).map((parts) => Object.assign({}, ...parts));
const requirements = fc.uniqueArray(requirement, { selector: ({ code }) => code, maxLength: 3 });
const eligibility = fc.uniqueArray(
  fc
    .tuple(
      fc.record({
        code: fc.constantFrom('annual-only', 'not-company', 'late-at-most'),
        days: some(fc.integer({ min: 1, max: 400 })),
        source: word,
        certainty,
      }),
      texts,
    )
    .map((parts) => Object.assign({}, ...parts)),
  { selector: ({ code }) => code, maxLength: 3 },
);
const amounts = fc.uniqueArray(
  fc.tuple(texts, fc.integer({ min: 0, max: 1e6 })).map(([text, amount]) => ({ ...text, amount })),
  {
    selector: ({ text }) => text,
    maxLength: 3,
  },
);
const fee = fc.tuple(texts, fc.record({ items: amounts, source: word, certainty })).map(([text, rest]) => ({ ...text, ...rest }));
const emergency = fc.record({
  hours: some(hours),
  adds: requirements,
  drops: fc.uniqueArray(id, { maxLength: 2 }),
  limits: fc.uniqueArray(words, { selector: (both) => JSON.stringify(both), maxLength: 2 }),
  capacityPerDay: some(fc.integer({ min: 1, max: 500 })),
});
/** A standard is kept without blanks around its words, and never with blanks alone. */
const held = <T>(entry: T): T =>
  JSON.parse(JSON.stringify(entry), (_key, value) => (typeof value === 'string' ? value.trim() || '-' : value));
const standard = fc.dictionary(
  fc.constantFrom('requirements', 'procedure', 'legal-basis'),
  fc.tuple(words, source, some(certainty)).map(([both, told, sure]) => held({ texts: both, ...told, certainty: sure })),
  { minKeys: 1, noNullPrototype: true },
);
const aliases = fc.uniqueArray(id.map(normalise), { maxLength: 3 });
const termsOf = (names: string[], more: string[]) =>
  [...new Set([...names.map(normalise), ...more])].filter((term) => term !== '').sort();

/** A record of each kind, as the database holds it. */
const LISTED: Record<Kind, fc.Arbitrary<object>> = {
  agency: fc
    .tuple(
      fc.record({ id, names: words, smsCode: some(fc.constantFrom('KABKEDIRI', 'X2')), regionCode: some(fc.constant('35.06')) }),
      provenance,
    )
    .map(([agency, told]) => ({ ...agency, ...told, name: agency.names.id })),
  service: fc
    .tuple(
      fc.record({ id, agencyId: id, names: words, description: words, needsInspection: fc.boolean(), standard: some(standard) }),
      provenance,
      aliases,
    )
    .map(([one, told, more]) => ({ ...one, ...told, name: one.names.id, terms: termsOf([one.names.id, one.names.en], more) })),
  office: fc
    .tuple(
      fc.record({
        id,
        agencyId: id,
        name: word.map((name) => `${name} (contoh)`),
        address: word,
        lat: fc.integer({ min: -900_000, max: 500_000 }).map((n) => n / 1e5),
        lng: fc.integer({ min: 9_500_000, max: 14_000_000 }).map((n) => n / 1e5),
        phone: some(word),
        contact: some(fc.record({ role: word, phone: some(word) })),
        parts: fc.uniqueArray(
          fc.tuple(id, words).map(([part, names]) => ({ id: part, name: names.id, names })),
          { selector: (part) => part.id, maxLength: 3 },
        ),
        accessibility: fc.dictionary(fc.constantFrom(...accessFeatures), fc.boolean(), { noNullPrototype: true }),
        confirmedOpen: fc.boolean(),
        opensOn: some(fc.constant('2025-09-24')),
      }),
      provenance,
      aliases,
    )
    .map(([one, told, more]) => ({
      ...one,
      ...told,
      regionCode: REGION.code,
      zone: 'Asia/Jakarta',
      coordinateIs: 'surveyed',
      terms: termsOf([one.name], more),
    })),
  channel: fc.record({
    id,
    kind: fc.constantFrom('online', 'outreach', 'phone'),
    name: word,
    officeId: some(id),
    url: some(fc.constant('https://x.id/a?b=c,d')),
    phone: some(word),
  }),
  offering: fc
    .tuple(
      fc.record({
        id,
        serviceId: id,
        channelId: id,
        capacityPerDay: some(fc.integer({ min: 1, max: 900 })),
        capacityConfirmed: fc.boolean(),
        hours,
        requirements,
        needsParts: fc.uniqueArray(id, { maxLength: 3 }),
        eligibility,
        fee: some(fee),
        emergency: some(emergency),
        catchment: fc.uniqueArray(fc.constantFrom('35', '35.06', '35.06.03'), { maxLength: 3 }).map((codes) => codes.sort()),
      }),
      provenance,
    )
    .map(([one, told]) => ({ ...one, ...told })),
};
const kinds = Object.keys(LISTED) as Kind[];
const plain = (record: object) => JSON.parse(JSON.stringify(record)) as Listed;

describe('what is written and read again is the same', () => {
  it.each(kinds)('as CSV: %s', async (kind) => {
    await fc.assert(
      fc.asyncProperty(LISTED[kind], async (record) => {
        const listed = plain(record);
        const rows: SheetRow[] = [];
        const own = SHEETS.filter((sheet) => sheet.kind === kind);
        for (const sheet of own) {
          const lines = [sheet.columns.map(({ name }) => name), ...linesOf(sheet, listed)];
          const content = Readable.from([Buffer.from(stringify(lines, { quoted_match: /^\s|\s$/ }))]);
          for await (const line of readCsv('x.csv', sheet, content)) {
            if ('problem' in line) throw new Error(JSON.stringify(line));
            rows.push({ sheet: sheet.name, row: line.row, item: line.item });
          }
        }
        expect(assemble(kind, listed.id, undefined, rows, new Set(own.map(({ name }) => name)), PLACES)).toEqual({
          listed,
          problems: [],
        });
      }),
      { numRuns: 25 },
    );
  });

  it.each(kinds)('as HSDS: %s', (kind) => {
    fc.assert(
      fc.property(LISTED[kind], (record) => {
        const listed = plain(record);
        const [list, thing] = hsdsOf(kind, listed);
        const [first] = fromHsds(list, JSON.parse(JSON.stringify(thing)) as JsonObject, 'x');
        const rows = [{ sheet: WHOLE, row: 1, item: first!.listed }];
        const made = assemble(kind, listed.id, undefined, rows, new Set([WHOLE]), PLACES);
        expect(made).toEqual({ listed: withoutOffice(kind, listed), problems: [] });
      }),
      { numRuns: 25 },
    );
  });

  it('reads any bytes without failing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...SHEETS), async (bytes, sheet) => {
        for await (const line of readCsv('x.csv', sheet, Readable.from([Buffer.from(bytes)])))
          expect(line.row).toBeGreaterThan(0);
        for await (const line of readHsds('x.json', Readable.from([Buffer.from(bytes)]))) expect(line.row).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });

  it('gives every HSDS id one form, and keeps an id that is one', () => {
    expect(hsdsId('office', 'samsat-katang')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(hsdsId('office', 'ac148810-d857-441c-9679-408f346de14b')).toBe('ac148810-d857-441c-9679-408f346de14b');
  });
});

function hsdsOf(kind: Kind, listed: Listed): [string, JsonObject] {
  if (kind === 'agency') return ['organizations', organizationOf(listed)];
  if (kind === 'service') return ['services', serviceOf(listed)];
  if (kind === 'office') return ['locations', locationOf(listed, REGION.label, [])];
  if (kind === 'channel') return ['locations', virtualLocationOf(withoutOffice(kind, listed))];
  return ['service_at_locations', serviceAtLocationOf(listed, undefined)];
}

/** A channel of an office stands with its office. */
function withoutOffice(kind: Kind, listed: Listed): Listed {
  const { officeId: _, ...rest } = listed;
  return kind === 'channel' ? rest : listed;
}
