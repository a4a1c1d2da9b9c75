import { type House, openHouse } from '../../test/support/house.js';
import { Directory } from './index.js';
import { nearestWord, without } from './words.js';

describe('a question in everyday words', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it.each([
    ['perpanjang stnk', ['pkb-tahunan'], [], ''],
    ['pajek motor', ['pkb-tahunan'], [], ''],
    ['bayar pajak motor kras', ['pkb-tahunan'], [], 'kras'],
    ['bayr pajak motro kras', ['pkb-tahunan'], [], 'kras'],
    ['pajak motor wates kediri', ['pkb-tahunan'], [], 'wates kediri'],
    ['saya mau perpanjang stnk di ngadiluwih', ['pkb-tahunan'], [], 'ngadiluwih'],
    ['ganti plat pare', ['pkb-lima-tahunan'], [], 'pare'],
    ['samsat katang', [], ['samsat-katang'], ''],
    ['samsat kattang', [], ['samsat-katang'], ''],
    ['bayar pajak di samsat katang', ['pkb-tahunan'], ['samsat-katang'], ''],
    ['samsat kras', [], [], 'kras'],
    ['', [], [], ''],
    ['zzzzzz', [], [], 'zzzzzz'],
  ])('%j asks for %j at %j in %j', async (text, services, offices, place) => {
    const found = await house.get(Directory).understand(text);
    expect(found.services.map(({ id }) => id)).toEqual(services);
    expect(found.offices.map(({ id }) => id)).toEqual(offices);
    expect([found.place, found.elsewhere]).toEqual([place, undefined]);
  });

  it.each([
    ['kk hilang', /Kartu keluarga/],
    ['perpanjang sim', /SIM/],
    ['pajak bumi dan bangunan', /PBB/],
  ])('%j is something that nobody here gives', async (text, name) => {
    const found = await house.get(Directory).understand(text);
    expect(found.services).toEqual([]);
    expect(found.elsewhere?.name.id).toMatch(name);
    expect(await house.get(Directory).findServices(text)).toEqual([]);
  });

  it('knows the kecamatan around a position, the nearest first', async () => {
    const near = await house.get(Directory).regionsNear({ lat: -7.96, lng: 111.98 }, 3);
    expect(near[0]?.code).toBe('35.06.03');
    expect(await house.get(Directory).regionsNear({ lat: 51.5, lng: 0 }, 3)).toEqual([]);
  });
});

describe('a misspelt word', () => {
  const known = ['pajak', 'balik', 'perpanjang', 'stnk', 'kendaraan'];
  it.each([
    ['pajek', 'pajak'],
    ['pjaak', 'pajak'],
    ['perpnajng', 'perpanjang'],
    ['kendraan', 'kendaraan'],
    ['kk', undefined],
    ['kras', undefined],
    ['stn', undefined],
    ['ag1234', undefined],
  ])('%s is taken for %s', (word, meant) => expect(nearestWord(word, known)).toBe(meant));

  it('leaves what stands beside the terms', () => {
    expect(without('bayar pajak motor di kras', ['bayar pajak motor'])).toEqual(['di', 'kras']);
    expect(without('pajak', ['pajak'])).toEqual([]);
  });
});
