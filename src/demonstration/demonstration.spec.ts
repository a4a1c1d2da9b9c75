import { existsSync } from 'node:fs';
import path from 'node:path';
import { type House, openHouse } from '../../test/support/house.js';
import { Vaults } from '../backup/vaults/vaults.js';
import { DemonstrationFill } from './index.js';

describe('outside a demonstration', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ settings: { SINAMBUNG_KIND: 'production' } });
  });
  afterAll(() => house.close());

  it('nothing is filled, waited for or begun anew', async () => {
    const fill = house.get(DemonstrationFill);
    const offices = () => house.db.one('select count(*) as offices from directory.office');
    const before = await offices();
    await house.get(Vaults).open('lokal', 'writer');
    await fill.fillOnce();
    const refusal = expect.objectContaining({ code: 'platform.not-a-demonstration' });
    await expect(fill.filled()).rejects.toEqual(refusal);
    await expect(fill.startOver()).rejects.toEqual(refusal);
    expect(await offices()).toEqual(before);
    expect(existsSync(path.join(house.data, 'vaults', 'lokal'))).toBe(true);
  });
});
