import { type House, openHouse } from '../../../test/support/house.js';
import { Durable, newId, Tx } from '../index.js';

describe('a step of a workflow', () => {
  let house: House;
  const ids = [newId(), newId()];
  let connectionsLost = 0;
  let ended: () => void;
  const end = new Promise<void>((resolve) => {
    ended = resolve;
  });

  beforeAll(async () => {
    house = await openHouse();
    const tx = house.get(Tx);
    house.get(Durable).workflow('test.patient', async () => {
      for (const id of ids)
        await tx.housekeeping('test.add', async () => {
          await house.db.run(`insert into platform.event values ($1, 'test.patient', '{}', now())`, [id]);
          if (connectionsLost++ === 0) await house.db.run('select pg_terminate_backend(pg_backend_pid())');
        });
      ended();
    });
    await house.get(Durable).launch(house.url);
  });
  afterAll(() => house.close());

  it('waits for a database that went away under its own number, and is done once', async () => {
    await house.get(Tx).housekeeping('test.start', () => house.get(Tx).start('test.patient', 'patient-1'));
    await end;
    expect(connectionsLost).toBe(3);
    expect(await house.db.many(`select id from platform.event where name = 'test.patient' order by id`)).toHaveLength(2);
    const steps = await house.db.many<{ functionNum: number }>(
      `select function_num from dbos.transaction_completion where workflow_id = 'patient-1' order by 1`,
    );
    expect(steps.map(({ functionNum }, index) => functionNum - index - steps[0]!.functionNum)).toEqual([0, 0]);
  });

  it('outside a workflow says at once that the database is away', async () => {
    const lost = house.get(Tx).housekeeping('test.lost', () => house.db.run('select pg_terminate_backend(pg_backend_pid())'));
    await expect(lost).rejects.toMatchObject({ driverError: { code: '57P01' } });
  });
});
