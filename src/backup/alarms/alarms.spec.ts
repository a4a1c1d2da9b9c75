import { register } from 'prom-client';
import { type House, openHouse } from '../../../test/support/house.js';
import { AlarmLetters } from '../../incidents/alarms/alarm-letters.js';
import { AcknowledgeAlarm, Alarms } from '../../incidents/index.js';
import { AddToRoster } from '../../people/index.js';
import { PolicyStore } from '../retention/index.js';
import { AlarmStore } from './alarm-store.js';
import { WatchTick } from './watch-tick.js';

const SOURCE = 'samsat-katang-db';

let house: House;
const tick = async (at: string) => {
  house.clock.set(at);
  await house.get(WatchTick).tick();
  await house.settle();
};
const unseen = async () => (await house.get(Alarms).unseen()).filter(({ sourceId }) => sourceId === SOURCE);

beforeAll(async () => {
  house = await openHouse({ settings: { SINAMBUNG_KIND: 'production' } });
  const member = { functionName: 'Petugas data', phone: '+620000000001' };
  await house.get(AddToRoster).run(house.as('admin'), member);
});
afterAll(() => house.close());

describe('a source that stands badly', () => {
  it('calls nobody at its first sight, and has its policy taken over', async () => {
    await tick('2025-08-30T22:00:00+07:00');
    expect(await house.get(AlarmStore).of(SOURCE)).toMatchObject([{ alarm: 'never-stored' }]);
    expect(await house.get(PolicyStore).of(SOURCE)).toMatchObject({ policy: { last: 28 } });
    expect(await unseen()).toEqual([]);
  });

  it('is told to the people on duty after an hour, once', async () => {
    await tick('2025-08-30T23:00:00+07:00');
    const [alarm, ...others] = await unseen();
    expect([alarm, others]).toMatchObject([{ kind: 'backup', officeId: 'samsat-katang', sourceId: SOURCE }, []]);
    expect(await house.get(Alarms).calls(alarm!.id)).toMatchObject([{ functionName: 'Petugas data' }]);
    await tick('2025-08-30T23:01:00+07:00');
    await tick('2025-09-02T22:59:00+07:00');
    expect(await unseen()).toHaveLength(1);
  });

  it('is told with its name, what is wrong with it, and the way to its page', async () => {
    const [alarm] = await unseen();
    const [call] = await house.get(Alarms).calls(alarm!.id);
    const { text } = await house.get(AlarmLetters).write(alarm!, call!);
    expect(text).toBe(
      'Salinan data bermasalah: Basis data kendaraan Samsat Katang: Belum ada salinan. http://127.0.0.1:3000/dasbor/pemulihan/samsat-katang-db',
    );
  });

  it('is a figure for Prometheus, and one that was never proven has no age', async () => {
    const metrics = await register.metrics();
    expect(metrics).toContain(`sinambung_backup_alarms{source="${SOURCE}"} 1`);
    expect(metrics).not.toContain(`sinambung_backup_last_proven_age_seconds{source="${SOURCE}"}`);
  });

  it('is told again after as many days as its file names, in the place of the first', async () => {
    const [first] = await unseen();
    await tick('2025-09-02T23:00:00+07:00');
    const [again, ...others] = await unseen();
    expect(others).toEqual([]);
    expect(again?.id).not.toBe(first?.id);
    await house.get(AcknowledgeAlarm).run(house.as('admin'), { alarmId: again!.id });
    expect(await unseen()).toEqual([]);
    expect(await house.troubles()).toEqual([]);
  });
});
