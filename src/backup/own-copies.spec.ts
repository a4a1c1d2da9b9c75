import { Logger } from '@nestjs/common';
import { type House, openHouse } from '../../test/support/house.js';
import { Shelf } from './shelf.js';
import type { VaultEntry } from './shelf-schema.js';
import { Sources } from './sources.js';
import { ToolCheck } from './tool-check.js';

let house: House;
const ids = async () => (await house.get(Sources).all()).filter(({ lacks }) => lacks.includes('apart-from-data'));

beforeAll(async () => {
  house = await openHouse({ settings: { SINAMBUNG_KIND: 'production' } });
});
afterAll(() => house.close());

describe("the only vault of the product's own database, in its data folder", () => {
  const warned = async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockReset();
    await house.get(ToolCheck).check();
    return warn.mock.calls.flat().filter((line) => String(line).includes('SINAMBUNG_DATA'));
  };

  it('is named by the board, and in one line at the start', async () => {
    expect((await ids()).map(({ source }) => source.id)).toEqual(['sinambung-db']);
    expect(await warned()).toEqual([expect.stringMatching(/^sinambung-db: every vault lies below SINAMBUNG_DATA/)]);
  });

  it('is no trouble once another one is named that lies elsewhere', async () => {
    const shelf = house.get(Shelf);
    (shelf.vaults as VaultEntry[]).push({ id: 'jauh', kind: 'folder', path: '/mnt/brankas' });
    shelf.source('sinambung-db').vaults.push('jauh');
    expect(await ids()).toEqual([]);
    expect(await warned()).toEqual([]);
  });
});
