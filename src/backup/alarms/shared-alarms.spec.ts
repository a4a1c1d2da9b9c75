import { rename } from 'node:fs/promises';
import path from 'node:path';
import { type House, openHouse } from '../../../test/support/house.js';
import { AlarmLetters } from '../../incidents/alarms/alarm-letters.js';
import { AcknowledgeAlarm, Alarms } from '../../incidents/index.js';
import { AddToRoster } from '../../people/index.js';
import { DatabaseMoved, Events, Tx } from '../../platform/index.js';
import { CatalogueStore } from '../catalogue/catalogue-store.js';
import { Catalogues } from '../catalogue/catalogues.js';
import { Keyring } from '../engines/keyring.js';
import { Shelf } from '../shelf.js';
import type { Source } from '../shelf-schema.js';
import { SharedAlarms } from './shared-alarms.js';
import { WatchTick } from './watch-tick.js';

const FORGED = { code: 'backup.catalogue-forged', detail: 'x', context: { vault: 'lokal' } };

let house: House;
const tick = async (at: string) => {
  house.clock.set(`2025-08-30T${at}:00+07:00`);
  await house.get(WatchTick).tick();
  await house.settle();
};
const unseen = async () => (await house.get(Alarms).unseen()).filter(({ kind }) => kind === 'keeping');
const see = async () => {
  for (const { id } of await unseen()) await house.get(AcknowledgeAlarm).run(house.as('admin'), { alarmId: id });
};
const checked = (at: string, trouble?: typeof FORGED) => {
  const note = () => house.get(CatalogueStore).noteChecked('lokal', new Date(`2025-08-30T${at}:00+07:00`), trouble);
  return house.get(Tx).housekeeping('test.checked', note);
};
const texts = async () => {
  const [alarm] = await unseen();
  const [call] = await house.get(Alarms).calls(alarm!.id);
  return (await house.get(AlarmLetters).write(alarm!, call!)).text;
};

beforeAll(async () => {
  house = await openHouse({ settings: { SINAMBUNG_KIND: 'production' } });
  await house.get(AddToRoster).run(house.as('admin'), { functionName: 'Petugas data', phone: '+620000000001' });
  (house.get(Shelf).sources as Source[]).splice(1);
});
afterAll(() => house.close());

describe('what is wrong with vaults and keys', () => {
  it('calls the people on duty after an hour, once', async () => {
    await tick('10:00');
    expect(await unseen()).toEqual([]);
    await tick('11:00');
    expect(await unseen()).toMatchObject([{ kind: 'keeping' }]);
    expect(await texts()).toBe(
      'Brankas atau kunci titipan bermasalah: Tidak ada kunci titipan. http://127.0.0.1:3000/dasbor/pemulihan',
    );
    await tick('11:01');
    expect(await unseen()).toHaveLength(1);
    await see();
  });

  it('calls them again when something else comes, and when it returns', async () => {
    for (const [found, begun, told] of [
      [FORGED, '12:00', '13:00'],
      [undefined, '13:10', '14:10'],
      [FORGED, '15:00', '16:00'],
    ] as const) {
      await checked(begun, found);
      await tick(begun);
      expect(await unseen()).toEqual([]);
      await checked(told, found);
      await tick(told);
      expect(await unseen()).toHaveLength(found ? 1 : 0);
      if (found) expect(await texts()).toContain('Brankas lokal: Katalog di brankas lokal bukan yang ditandatangani');
      await see();
    }
    await checked('16:00');
  });
});

describe('a restored database', () => {
  const vault = () => path.join(house.data, 'vaults', 'lokal');
  const troubles = async () =>
    (await house.get(SharedAlarms).all()).flatMap((one) => ('escrow' in one ? [] : [one.trouble.code]));
  const moved = async () => {
    await house.get(Tx).housekeeping('test.moved', () => house.get(Events).emit(DatabaseMoved, { held: 0 }));
    await house.settle();
  };

  it('says which vault it cannot find', async () => {
    await house.get(Keyring).recipient();
    await house.get(Catalogues).publish();
    await moved();
    expect(await troubles()).toEqual([]);
    await rename(vault(), `${vault()}-pergi`);
    await moved();
    expect(await troubles()).toEqual(['backup.vault-vanished']);
  });

  it('looks again each half hour, until the vault is back', async () => {
    await rename(`${vault()}-pergi`, vault());
    await tick('16:10');
    expect(await troubles()).toEqual(['backup.vault-vanished']);
    await tick('16:30');
    expect(await troubles()).toEqual([]);
    expect(await house.troubles()).toEqual([]);
  });
});
