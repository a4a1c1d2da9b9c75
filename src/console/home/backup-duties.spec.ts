import { type House, openHouse } from '../../../test/support/house.js';
import { Approvals } from '../../backup/index.js';
import { PointStore } from '../../backup/point-store.js';
import { RestoreStore } from '../../backup/restore-store.js';
import { AskSecond, RefuseRequest } from '../../backup/retention/index.js';
import { newId, Tx } from '../../platform/index.js';
import { BackupDuties } from './backup-duties.js';

const SOURCE = 'samsat-katang-db';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const officer = (person?: string) => house.as('recovery-officer', person);
const duties = (person?: string) => new BackupDuties(house.get(Approvals)).of(officer(person));

async function plantPoint(): Promise<string> {
  const point = {
    id: newId(),
    sourceId: SOURCE,
    cause: 'person',
    begunAt: house.clock.now(),
    takenAt: house.clock.now(),
  } as const;
  await house.get(Tx).housekeeping('test.plant', async () => {
    await house.get(PointStore).add({ ...point, state: 'running' });
    const manifest = { tables: [] } as never;
    const figures = { manifest, bytes: 5, rawBytes: 9, sha256: '0'.repeat(64), takeSeconds: 1 };
    await house
      .get(PointStore)
      .save({ ...point, ...figures, storedAt: point.takenAt, verifiedAt: point.takenAt, state: 'verified' });
  });
  return point.id;
}

async function plantAsked(pointId: string, askedBy: string, dueAt: Date): Promise<string> {
  const figures = { bytesTotal: 9, bytesDone: 0, dropsOriginal: false };
  const asked = {
    id: newId(),
    sourceId: SOURCE,
    pointId,
    place: 'samsat_pulih',
    askedBy,
    reason: 'isi rusak',
    dueAt,
    ...figures,
  };
  const restore = { ...asked, target: 'in-place', state: 'asked', phase: 'loading', begunAt: house.clock.now() } as const;
  await house.get(Tx).housekeeping('test.plant', () => house.get(RestoreStore).add(restore));
  return asked.id;
}

describe('what waits for a second person', () => {
  it('is a duty of whoever may approve it, and never of the one who asked', async () => {
    const pointId = await plantPoint();
    await plantPoint();
    const tomorrow = new Date(house.clock.now().getTime() + 86_400_000);
    const id = await plantAsked(pointId, 'first', tomorrow);
    const request = await house
      .get(AskSecond)
      .run(officer('second'), { kind: 'remove-point', sourceId: SOURCE, pointId, reason: 'keliru' });
    const pages = async (person: string) => (await duties(person)).map(({ text, href }) => [text, href]);
    const restore = ['approve-restore', `/dasbor/pemulihan/${SOURCE}/hasil/${id}`];
    const removal = ['approve-remove-point', `/dasbor/pemulihan/${SOURCE}/retensi`];
    expect(await pages('first')).toEqual([removal]);
    expect(await pages('second')).toEqual([restore]);
    expect(await pages('third')).toEqual([restore, removal]);
    expect(await new BackupDuties(house.get(Approvals)).of(house.as('coordinator'))).toEqual([]);
    await house.get(RefuseRequest).run(officer('third'), { requestId: request.id });
    house.clock.set(tomorrow.toISOString());
    expect(await pages('third')).toEqual([]);
  });
});
