import { type House, openHouse } from '../../test/support/house.js';
import { Ledger } from '../audit/index.js';
import { Events, event, Tx } from '../platform/index.js';
import { RedeliverNews, UndeliveredNews } from './index.js';

const Happened = event<{ number: number }>('test.happened');

describe('news that did not arrive', () => {
  let house: House;
  let broken = true;
  const heard: string[] = [];
  beforeAll(async () => {
    house = await openHouse();
    house.get(Events).on(Happened, 'test.steady', async ({ number }) => void heard.push(`steady ${number}`));
    house.get(Events).on(Happened, 'test.broken', async ({ number }) => {
      if (broken) throw new Error('out of paper');
      heard.push(`broken ${number}`);
    });
    await house.get(Tx).change('test.happen', async () => {
      await house.get(Events).emit(Happened, { number: 1 });
      const subject = { type: 'thing', id: '1' };
      await house.get(Ledger).record({ at: house.clock.now(), verb: 'test.happen', actor: 'terminal', subject, detail: {} });
    });
    await house.settle();
  });
  afterAll(() => house.close());

  it('is kept with what went wrong, and counted', async () => {
    expect(await house.get(UndeliveredNews).all()).toMatchObject([
      { name: 'test.happened', listener: 'test.broken', error: 'out of paper' },
    ]);
  });

  it('is delivered anew, there alone, when a keeper says so', async () => {
    const eventId = (await house.get(UndeliveredNews).all())[0]!.eventId;
    const again = () => house.get(RedeliverNews).run(house.as('recovery-officer'), { eventId, listener: 'test.broken' });
    await expect(house.get(RedeliverNews).run(house.as('auditor'), { eventId, listener: 'test.broken' })).rejects.toThrow();
    broken = false;
    await again();
    await house.settle();
    expect(heard).toEqual(['steady 1', 'broken 1']);
    expect(await house.get(UndeliveredNews).all()).toEqual([]);
    await expect(again()).rejects.toMatchObject({ code: 'operations.nothing-undelivered' });
  });
});
