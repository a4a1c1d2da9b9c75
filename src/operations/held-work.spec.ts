import { type House, openHouse } from '../../test/support/house.js';
import { Ledger } from '../audit/index.js';
import { Durable, HeldWork, Tx } from '../platform/index.js';
import { DecideHeldWork } from './index.js';

/** Stands for a mail: how often it went out. */
const sent: string[] = [];
const LETTER = 'test.letter';

describe('work of before a restore', () => {
  let house: House;
  const officer = () => house.as('recovery-officer');
  const decide = (decision: string, ids?: string[]) => house.get(DecideHeldWork).run(officer(), { decision, ids });
  const restored = async () => {
    await house.get(Tx).housekeeping('test.elsewhere', () => house.db.run(`update platform.instance set place = 'elsewhere/1'`));
    await house.get(HeldWork).holdIfMoved();
  };
  const write = (id: string) =>
    house.get(Tx).change('test.write', async () => {
      await house.get(Tx).start(LETTER, id, id);
      const subject = { type: 'thing', id };
      await house.get(Ledger).record({ at: house.clock.now(), verb: 'test.write', actor: 'terminal', subject, detail: {} });
    });
  const names = async () => (await house.get(HeldWork).all()).map(({ id }) => id);

  beforeAll(async () => {
    house = await openHouse();
    house.get(Durable).workflow(LETTER, async (id: string) => void sent.push(id));
    await house.get(HeldWork).holdIfMoved();
  });
  beforeEach(() => void sent.splice(0));
  afterAll(() => house.close());

  it('is not held where the database is where it always was', async () => {
    await write('at-home');
    await house.get(HeldWork).holdIfMoved();
    await house.settle();
    expect([sent, await house.get(HeldWork).since()]).toEqual([['at-home'], undefined]);
    await expect(decide('release')).rejects.toMatchObject({ code: 'operations.nothing-held' });
  });

  it('waits for an officer, also when it is begun again, and then runs once', async () => {
    await write('letter-1');
    await house
      .get(Tx)
      .housekeeping('test.running', () =>
        house.db.run(
          `update dbos.workflow_status set status = 'PENDING', executor_id = 'local' where workflow_uuid = 'letter-1'`,
        ),
      );
    await restored();
    await write('letter-1');
    await write('letter-2');
    await house.settle();
    expect(sent).toEqual(['letter-2']);
    expect(await house.get(HeldWork).all()).toMatchObject([{ id: 'letter-1', name: LETTER, begun: true }]);
    await expect(house.get(DecideHeldWork).run(house.as('auditor'), { decision: 'release' })).rejects.toMatchObject({
      code: 'people.not-permitted',
    });
    expect(await decide('release')).toBe(1);
    await house.settle();
    expect(sent).toEqual(['letter-2', 'letter-1']);
    expect(await house.get(HeldWork).since()).toBeUndefined();
  });

  it('never runs when an officer says so; the rest stays held', async () => {
    await write('letter-3');
    await write('letter-4');
    await restored();
    expect(await decide('drop', ['letter-3'])).toBe(1);
    expect([await names(), await house.get(HeldWork).since()]).toEqual([['letter-4'], expect.any(Date)]);
    await expect(decide('release', ['letter-3'])).rejects.toMatchObject({ code: 'operations.nothing-held' });
    await decide('release', ['letter-4']);
    await write('letter-3');
    await house.settle();
    expect(sent).toEqual(['letter-4']);
  });
});
