import { type House, openHouse } from '../../test/support/house.js';
import { Alarms, ConfirmIncident, DeclareIncident, Incidents } from '../incidents/index.js';
import {
  ChangeMilestone,
  DataLosses,
  DecideReplacement,
  LossTick,
  Milestones,
  missingNotices,
  PlanMilestone,
  RecordLossNotice,
  Register,
  RegisterItems,
  ReportDataLoss,
  SetItemState,
} from './index.js';

const REGISTER = `kind,document,reference,serial_from,serial_to,service,state
original,BPKB,AG 1234 XX,,,bbnkb,lost
case,Berkas balik nama,KTG-2025-00077,,,bbnkb,intact
blank,Blangko SKPD,,SKPD-000100,SKPD-000199,,unknown
`;

describe('what stood in a lost building', () => {
  let house: House;
  let incidentId: string;
  beforeAll(async () => {
    house = await openHouse();
    const declared = await house.get(DeclareIncident).run(house.as('coordinator', 'first'), { officeId: 'samsat-katang' });
    incidentId = declared.id;
    await house.get(ConfirmIncident).run(house.as('coordinator', 'second'), { incidentId });
  });
  afterAll(() => house.close());
  beforeEach(() => house.clock.set('2025-08-31T09:00:00+07:00'));

  const officer = () => house.as('recovery-officer');
  const register = (text: string) => house.get(RegisterItems).run(officer(), { incidentId, register: text });
  const find = (number: string, document?: string) => house.get(Register).find(number, document);

  it('is taken over from a list, and found by the number on the paper however it is written', async () => {
    expect(await register(REGISTER)).toEqual({ entries: 3 });
    expect(await find('ag-1234 xx')).toMatchObject([{ item: { document: 'BPKB', state: 'lost', referenceHint: '4XX' } }]);
    expect(await find('KTG 2025 00077', 'Berkas balik nama')).toMatchObject([{ item: { kind: 'case', state: 'intact' } }]);
    expect(await find('skpd-000150')).toMatchObject([{ item: { document: 'Blangko SKPD', state: 'unknown' } }]);
    expect(await find('AG 9999 ZZ')).toEqual([]);
  });

  it('keeps no number that could be read', async () => {
    const [{ text }] = (await house.db.many<{ text: string }>(
      'select string_agg(i::text, chr(10)) as text from custody.item i',
    )) as [{ text: string }];
    expect(text).not.toMatch(/1234|00077/);
  });

  it('refuses the whole list for one wrong row, and names every fault by row and column', async () => {
    const before = await house.get(Register).counts(incidentId);
    const wrong = `kind,document,reference,serial_from,serial_to,service,state
original,BPKB,ag1234xx,,,,lost
orignal,STNK,AG 77 Y,,,,lost
original,,AG 78 Y,,,nothing,gone
blank,Blangko SKPD,,SKPD-000190,SKPD-000210,,
blank,Blangko SKPD,,SKPD-000300,SKPD-000290,,
`;
    await expect(register(wrong)).rejects.toMatchObject({
      code: 'custody.bad-register',
      context: {
        faults: [
          { row: 3, column: 'kind', problem: 'unknown' },
          { row: 4, column: 'state', problem: 'unknown' },
          { row: 4, column: 'document', problem: 'missing' },
          { row: 4, column: 'service', problem: 'unknown' },
          { row: 6, column: 'serial_to', problem: 'not-a-range' },
        ],
      },
    });
    const twice = `${wrong.split('\n').slice(0, 2).join('\n')}\nblank,Blangko SKPD,,SKPD-000190,SKPD-000210,,\n`;
    await expect(register(twice)).rejects.toMatchObject({
      context: {
        faults: [
          { row: 2, column: 'reference', problem: 'twice' },
          { row: 3, column: 'serial_from', problem: 'twice' },
        ],
      },
    });
    const [header, first] = wrong.split('\n');
    await expect(register(`${header}\n\n${first}\n\n\n${first}\n`)).rejects.toMatchObject({
      context: { faults: [{ row: 3 }, { row: 6, column: 'reference', problem: 'twice' }] },
    });
    await expect(register(`${header}\n\n\nblank,,,,,,\n`)).rejects.toMatchObject({ context: { faults: { 0: { row: 4 } } } });
    await expect(register('kind,document\nblank\n')).rejects.toMatchObject({ context: { faults: [{ problem: 'ragged' }] } });
    await expect(register('kind,document\n')).rejects.toMatchObject({ code: 'custody.empty-register' });
    expect(await house.get(Register).counts(incidentId)).toEqual(before);
  });

  it('lets a part of the blanks be looted, and counts each once', async () => {
    const { item } = (await find('SKPD-000100'))[0]!;
    const looted = { itemId: item.id, state: 'looted', serialFrom: 'SKPD-000110', serialTo: 'SKPD-000119' };
    await house.get(SetItemState).run(officer(), looted);
    const blanks = (await house.get(Register).counts(incidentId)).filter(({ kind }) => kind === 'blank');
    expect(blanks.map(({ state, count }) => [state, count])).toEqual([
      ['looted', 10],
      ['unknown', 90],
    ]);
    const states = await Promise.all(
      ['109', '110', '119', '120'].map(async (end) => (await find(`SKPD-000${end}`))[0]?.item.state),
    );
    expect(states).toEqual(['unknown', 'looted', 'looted', 'unknown']);
    await expect(house.get(SetItemState).run(officer(), looted)).rejects.toMatchObject({ code: 'custody.wrong-state' });
  });

  it('promises no replacement without the basis that it rests on', async () => {
    expect((await find('AG 1234 XX'))[0]?.replacement).toBeUndefined();
    const decide = house.get(DecideReplacement);
    const words = { incidentId, document: 'BPKB', words: 'Bawa KTP dan surat ini ke loket BPKB.' };
    await expect(decide.run(house.as('coordinator'), { ...words, basis: ' ' })).rejects.toThrow('not valid');
    await decide.run(house.as('coordinator'), { ...words, basis: 'Surat Contoh 1/2025' });
    expect((await find('AG 1234 XX'))[0]?.replacement).toMatchObject({ basis: 'Surat Contoh 1/2025' });
    expect((await find('KTG-2025-00077'))[0]?.replacement).toBeUndefined();
  });

  it('gives lost personal data 72 hours, and tells the roster once when a day is left', async () => {
    const loss = await house.get(ReportDataLoss).run(officer(), {
      incidentId,
      discoveredAt: '2025-08-31T08:00:00+07:00',
      data: 'Fotokopi KTP dalam berkas',
      how: 'Terbakar atau terbawa',
      measures: 'Polisi diberi tahu',
    });
    expect(loss.dueAt.toISOString()).toBe('2025-09-03T01:00:00.000Z');
    const tell = (recipient: string) =>
      house.get(RecordLossNotice).run(officer(), { lossId: loss.id, recipient, means: 'Surat' });
    await tell('institution');
    await expect(tell('institution')).rejects.toMatchObject({ code: 'custody.notice-recorded' });
    await house.get(LossTick).warnDue();
    expect(await house.get(Alarms).unseen()).toEqual([]);
    house.clock.set('2025-09-02T08:00:00+07:00');
    await house.get(LossTick).warnDue();
    await house.get(LossTick).warnDue();
    expect(await house.get(Alarms).unseen()).toMatchObject([{ kind: 'data-notice-due', officeId: 'samsat-katang' }]);
    expect((await house.get(DataLosses).waiting()).map(missingNotices)).toEqual([['subjects']]);
    house.clock.set('2025-09-03T09:00:00+07:00');
    await tell('subjects');
    expect(await house.get(DataLosses).waiting()).toEqual([]);
  });

  it('refuses a loss that was discovered tomorrow', async () => {
    const early = { incidentId, discoveredAt: '2025-09-01T08:00:00+07:00', data: 'x', how: 'x', measures: 'x' };
    await expect(house.get(ReportDataLoss).run(officer(), early)).rejects.toMatchObject({ code: 'custody.in-future' });
  });

  it('expects the office to open on the day of the milestone that says so', async () => {
    const plan = (title: string, dueOn: string, reopens: boolean) =>
      house.get(PlanMilestone).run(house.as('coordinator'), { incidentId, title, dueOn, reopens });
    const end = async () => (await house.get(Incidents).get(incidentId)).expectedEnd?.toISOString();
    await plan('Listrik menyala lagi', '2025-09-10', false);
    expect(await end()).toBeUndefined();
    const opening = await plan('Loket dibuka', '2025-09-24', true);
    expect(await end()).toBe('2025-09-23T17:00:00.000Z');
    await expect(plan('Loket dibuka lagi', '2025-09-25', true)).rejects.toMatchObject({ code: 'custody.reopening-known' });
    await house.get(ChangeMilestone).run(house.as('coordinator'), { milestoneId: opening.id, dueOn: '2025-10-01' });
    expect(await end()).toBe('2025-09-30T17:00:00.000Z');
    const early = { milestoneId: opening.id, dueOn: '2025-08-29' };
    await expect(house.get(ChangeMilestone).run(house.as('coordinator'), early)).rejects.toMatchObject({
      code: 'custody.reopens-before-start',
    });
    expect((await house.get(Milestones).ofIncident(incidentId)).map(({ dueOn }) => dueOn)).toEqual(['2025-09-10', '2025-10-01']);
  });
});
