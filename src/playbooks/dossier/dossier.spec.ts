import { parse } from 'csv-parse/sync';
import { type House, openHouse } from '../../../test/support/house.js';
import { digestOfAll } from '../../answers/index.js';
import { LedgerEntries, SealLedger } from '../../audit/index.js';
import { CloseIncident, ConfirmIncident, DeclareIncident } from '../../incidents/index.js';
import { DossierPress, Dossiers } from './index.js';

let house: House;
let incidentId: string;
beforeAll(async () => {
  house = await openHouse();
  ({ id: incidentId } = await house
    .get(DeclareIncident)
    .run(house.as('admin'), { officeId: 'samsat-katang', cause: '=kebakaran' }));
  await house.settle();
  house.clock.set('2025-08-30T23:00:00+07:00');
  await house.get(ConfirmIncident).run(house.as('coordinator'), { incidentId });
  await house.settle();
  await house.get(SealLedger).run();
});
afterAll(() => house.close());

const dossier = () => house.get(Dossiers).of(incidentId);
const keys = (lines: { key: string; kind: string }[], kind: string) =>
  lines.filter((line) => line.kind === kind).map(({ key }) => key);

describe('the dossier of an incident', () => {
  it('says what the public was told, done and left undone, in order, with the hash that the ledger holds', async () => {
    const { lines, answers, ledger } = await dossier();
    expect(keys(lines, 'said').filter((key) => key === 'told')).toHaveLength(2);
    expect(lines.filter(({ kind, params }) => kind === 'done' && params.verb === 'incidents.declare')).toHaveLength(1);
    expect(keys(lines, 'not-done')).toEqual(expect.arrayContaining(['no-reroute', 'no-dispensation', 'still-open']));
    const moments = lines.flatMap(({ at, kind }) => (at && kind !== 'not-done' ? at.getTime() : []));
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['arranging']));
    expect(ledger.intact).toBe(true);
    const entries = await house.get(LedgerEntries).page(500);
    const recorded = entries.filter(({ verb }) => verb === 'answers.record').map(({ detail }) => JSON.parse(detail).digest);
    for (const { hash } of lines.filter(({ key }) => key === 'told')) expect(recorded).toContain(hash);
  });

  it('is a table that a spreadsheet opens without running anything in it', async () => {
    const csv = await house.get(DossierPress).csv(incidentId);
    const rows = parse(csv, { columns: true }) as Record<string, string>[];
    const { lines, answers } = await dossier();
    expect(rows).toHaveLength(lines.length + answers.length);
    expect(Object.values(rows[0]!).some((cell) => /^[=+@]/.test(cell))).toBe(false);
    expect(rows.filter(({ jenis }) => jenis === 'Jawaban')[0]).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('is a document, and ends with the first answers that were told after it', async () => {
    house.clock.set('2025-09-12T08:00:00+07:00');
    await house.get(CloseIncident).run(house.as('coordinator', 'person-second'), { incidentId });
    await house.settle();
    const { answers, lines } = await dossier();
    expect(answers.at(-1)).toMatchObject({ state: 'normal', goTo: expect.arrayContaining(['Samsat Katang']) });
    expect(keys(lines, 'not-done')).not.toContain('still-open');
    expect((await house.get(DossierPress).pdf(incidentId)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('of no incident is said so', () =>
    expect(dossierOf('0190f0f0-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'incidents.no-such-incident' }));

  it('has one digest for the same answers, in whatever order', () => {
    const told = [1, 2, 3].map((n) => ({ serviceId: 's', regionCode: `${n}`, digest: `${n}` }));
    expect(digestOfAll(told)).toBe(digestOfAll([...told].reverse()));
    expect(digestOfAll(told)).not.toBe(digestOfAll(told.slice(1)));
  });
});

const dossierOf = (id: string) => house.get(Dossiers).of(id);
