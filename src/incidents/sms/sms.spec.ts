import { type House, openHouse, THE_NIGHT } from '../../../test/support/house.js';
import { Directory } from '../../directory/index.js';
import { AddToRoster, type DutyMember } from '../../people/index.js';
import { Instance } from '../../platform/index.js';
import { ConfirmIncident } from '../confirm-incident.js';
import { CorrectIncident } from '../correct-incident.js';
import { Incidents } from '../incidents.js';
import { ConfirmByCallback, RegisteredNumbers, SmsReports } from './index.js';

const PIKET = '+62 000 0000 0001';
/** The contact of Samsat Pare in the directory; made up, like all its numbers. */
const PARE = '(0354) 000-0002';
const STRANGER = '+62 812 000 0000';
let house: House;
let member: DutyMember;
let count = 0;
let now = THE_NIGHT;

beforeAll(async () => {
  house = await openHouse();
  member = await house.get(AddToRoster).run(house.as('admin'), { functionName: 'Koordinator piket', phone: PIKET });
});
afterAll(() => house.close());
beforeEach(() => house.clock.set(now));
afterEach(async () => {
  for (const { id } of await house.get(Incidents).open())
    await house.get(CorrectIncident).run(house.as('coordinator'), { incidentId: id });
  now = new Date(now.getTime() + 24 * 3_600_000);
});

const text = async (words: string, from = PIKET, key = `sms-${count++}`, at = house.clock.now()) =>
  (await house.get(SmsReports).tryHandle({ from, text: words, at, key }))?.reply;
const open = async () =>
  (await house.get(Incidents).open()).map(({ officeId, part, cause }) => [officeId, part, cause].filter(Boolean).join(' '));

describe('a registered number', () => {
  it.each([
    ['TUTUP KATANG KEBAKARAN', 'samsat-katang kebakaran'],
    ['tutup samsat katamg krn banjir', 'samsat-katang banjir'],
    ['KABKEDIRI TUTUP PARE', 'samsat-pare'],
    ['TUTUP PENCETAK PELAT KATANG RUSAK', 'samsat-katang plate-printer rusak'],
  ])('says %j, and that closes %j', async (words, expected) => {
    const reply = await text(words);
    expect(await open()).toEqual([expected]);
    expect(reply).toContain('MENUNGGU KONFIRMASI');
  });

  it('is public at once, as unconfirmed, and the roster is told at once', async () => {
    await text('TUTUP KATANG KEBAKARAN', '0' + '000 0000 0001');
    const [incident] = await house.get(Incidents).open();
    expect(incident).toMatchObject({ via: 'sms', state: 'reported', reportedBy: `duty:${member.id}` });
    expect(await house.get(Directory).officeStatus('samsat-katang')).toMatchObject({
      status: 'suspended',
      confirmed: false,
      stale: true,
    });
    expect(await house.get(Incidents).escalation(incident!.id)).toMatchObject({ dueAt: now, round: 0 });
    expect(await house.get(RegisteredNumbers).ofPerson(incident!.reportedBy)).toMatchObject({
      phone: PIKET,
      functionName: 'Koordinator piket',
    });
  });

  it('is confirmed by whoever called it back, and in no other way', async () => {
    await text('TUTUP KATANG KEBAKARAN');
    const [incident] = await house.get(Incidents).open();
    const what = { incidentId: incident!.id };
    await expect(house.get(ConfirmIncident).run(house.as('coordinator'), what)).rejects.toMatchObject({
      code: 'incidents.needs-callback',
    });
    house.clock.set(new Date(now.getTime() + 300_000));
    const confirmed = await house.get(ConfirmByCallback).run(house.as('coordinator'), { ...what, calledAt: now });
    expect(confirmed).toMatchObject({ state: 'confirmed', calledBackAt: now, confirmedBy: 'person-coordinator' });
    expect((await house.get(Incidents).timeline(incident!.id)).map(({ kind }) => kind)).toEqual([
      'reported',
      'called-back',
      'confirmed',
    ]);
  });

  it('is asked back where the office is not sure, and its answer is taken', async () => {
    expect(await text('TUTUP KEDIRI BANJIR')).toMatch(/^Kantor yang mana\? 1 .*, 2 .*\. Balas nomornya\.$/);
    expect(await open()).toEqual([]);
    expect(await text('samsat kota')).toContain('Samsat Kota Kediri ditandai tutup');
    expect(await open()).toEqual(['samsat-kota-kediri banjir']);
    expect(await text('2')).toBeUndefined();
  });

  it('is not asked for ever: after half an hour a number means nothing', async () => {
    await text('TUTUP KEDIRI');
    house.clock.set(new Date(now.getTime() + 31 * 60_000));
    expect(await text('1')).toBeUndefined();
    expect(await open()).toEqual([]);
  });

  it('that answers something else is left to the other rooms', async () => {
    await text('TUTUP KEDIRI');
    expect(await text('TERLAYANI 40')).toBeUndefined();
    expect(await text('BUKA')).toBeUndefined();
  });

  it.each([
    ['TUTUP', 'Kantor tidak dikenal'],
    ['TUTUP ZZZZZZ', 'Kantor tidak dikenal'],
    ['TUTUP KATANG BATAL', 'Tidak ada yang diubah'],
  ])('that says %j is told %j', async (words, reply) => {
    expect(await text(words)).toContain(reply);
    expect(await open()).toEqual([]);
  });

  it('is told who was first', async () => {
    await text('TUTUP KATANG KEBAKARAN');
    expect(await text('TUTUP KATANG BANJIR')).toContain('sudah ditandai tutup oleh Koordinator piket');
    expect(await open()).toEqual(['samsat-katang kebakaran']);
  });

  it('is dealt with once, however often the gateway hands it in', async () => {
    const replies = await Promise.all([1, 2, 3].map(() => text('TUTUP KATANG KEBAKARAN', PIKET, 'gateway-7')));
    expect(new Set(replies).size).toBe(1);
    expect(await open()).toHaveLength(1);
  });

  describe('whose message was long on its way', () => {
    const sent = (hours: number, words = 'TUTUP KATANG KEBAKARAN') =>
      text(words, PIKET, undefined, new Date(now.getTime() - hours * 3_600_000));

    it.each([0.1, 11.9])('counts from when it was sent, %d hours ago', async (hours) => {
      expect(await sent(hours)).toContain('MENUNGGU KONFIRMASI');
      const [incident] = await house.get(Incidents).open();
      expect(incident).toMatchObject({ beganAt: new Date(now.getTime() - hours * 3_600_000), reportedAt: now });
    });

    it('is not acted upon after twelve hours, and is told what to do', async () => {
      expect(await sent(12.1)).toMatch(/lebih dari 12 jam.*kirim lagi.*petugas piket\.$/);
      expect(await open()).toEqual([]);
    });

    it('does not close again what has opened since', async () => {
      await text('TUTUP PARE BANJIR');
      const [incident] = await house.get(Incidents).open();
      now = new Date(now.getTime() + 3_600_000);
      house.clock.set(now);
      await house.get(CorrectIncident).run(house.as('coordinator'), { incidentId: incident!.id });
      now = new Date(now.getTime() + 3_600_000);
      house.clock.set(now);
      expect(await sent(1.5, 'TUTUP PARE BANJIR')).toMatch(/dikirim sebelum Samsat Pare.*kirim lagi/);
      expect(await open()).toEqual([]);
      expect(await sent(0.5, 'TUTUP PARE BANJIR')).toContain('MENUNGGU KONFIRMASI');
    });

    it('counts from now where the clock of the gateway runs ahead', async () => {
      await sent(-3);
      expect(await house.get(Incidents).open()).toMatchObject([{ beganAt: now }]);
    });
  });

  it('of an office speaks for that office alone', async () => {
    expect(await text('TUTUP KATANG KEBAKARAN', PARE)).toContain('terdaftar untuk Samsat Pare saja');
    expect(await open()).toEqual([]);
    await text('TUTUP LISTRIK PADAM', PARE);
    expect(await house.get(Incidents).open()).toMatchObject([
      { officeId: 'samsat-pare', cause: 'listrik padam', reportedBy: 'office:samsat-pare' },
    ]);
  });

  it('fits into one SMS whatever it is answered', async () => {
    for (const words of [
      'TUTUP',
      'TUTUP SAMSAT',
      'TUTUP KATANG BATAL',
      'TUTUP KATANG',
      `TUTUP KATANG ${'kebakaran '.repeat(40)}`,
    ]) {
      const reply = await text(words);
      expect(reply).toMatch(/^[\x20-\x7e]{1,160}$/);
    }
  });
});

describe('an unregistered number', () => {
  it.each(['TUTUP KATANG KEBAKARAN', 'KABKEDIRI samsat katang tutup, bayar pajak dimana?', '1', '', '💥'])(
    'closes nothing by %j',
    async (words) => {
      expect(await text(words, STRANGER)).toBeUndefined();
      expect(await text(words, '')).toBeUndefined();
      expect(await open()).toEqual([]);
    },
  );

  it('is what every made-up number is in production', async () => {
    jest.spyOn(house.get(Instance), 'kind', 'get').mockReturnValue('production');
    expect(await text('TUTUP LISTRIK PADAM', PARE)).toBeUndefined();
    jest.restoreAllMocks();
  });
});
