import { type House, openHouse } from '../../../test/support/house.js';
import { type KatangStory, publishKatang } from '../../../test/support/katang.js';
import { LOCALES, Texts } from '../../platform/index.js';
import { SetDisclosure } from '../../rerouting/index.js';
import { HostSheets, SheetPress, sheetText } from './index.js';

describe('the sheet for the clerks of a host', () => {
  let house: House;
  let story: KatangStory;
  beforeAll(async () => {
    house = await openHouse();
    story = await publishKatang(house, { perDay: 150 });
  });
  afterAll(() => house.close());

  const id = (office: string) => story.hosts.get(office)!.id;
  const sheet = (office = 'samsat-pare') => house.get(HostSheets).of(id(office));
  const words = async (office?: string) => sheetText(await sheet(office), house.get(Texts), 'id');

  it('says who comes, from when, for what, how many, and what they bring', async () => {
    const { closed, startOn, perDay, services, lateness } = await sheet();
    expect({ closed: closed?.name, startOn, perDay }).toEqual({ closed: 'Samsat Katang', startOn: '2025-09-01', perDay: 150 });
    const fiveYearly = services.find((service) => service.id === 'pkb-lima-tahunan')!;
    expect(fiveYearly.regions).toContain('Kras');
    expect(fiveYearly.requirements.length).toBeGreaterThan(2);
    expect(lateness.every(({ state }) => state === 'none')).toBe(true);
    expect(fiveYearly.perDay).toBeGreaterThan(0);
  });

  it('promises nothing that is not signed, and marks what nobody has confirmed', async () => {
    const { fines, coordination, quiet, taps } = await words();
    expect(fines.join(' ')).toMatch(/belum ada keputusan/);
    expect(fines.join(' ')).not.toMatch(/dibebaskan menurut/);
    expect(coordination).toMatch(/Telepon yang mengirim|contoh/);
    expect(quiet).toBeUndefined();
    expect(taps.map(({ sms }) => sms)).toEqual(['BUKA', 'TERLAYANI 40', 'DITOLAK 3 blangko habis']);
  });

  it('tells its clerks when the office is not announced', async () => {
    await house.get(SetDisclosure).run(house.as('coordinator'), { requestId: id('samsat-pare'), disclosure: 'withheld' });
    expect((await words()).quiet).toMatch(/tidak diumumkan/);
  });

  it('has words in every language', async () => {
    for (const locale of LOCALES) expect(sheetText(await sheet(), house.get(Texts), locale).services).not.toHaveLength(0);
  });

  it('is one page of PDF/A', async () => {
    const { pdf, name } = await house.get(SheetPress).pdf(id('samsat-pare'), '/tuan-rumah/contoh');
    expect(name).toBe('lembar-loket-samsat-pare.pdf');
    const text = pdf.toString('latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  });
});
