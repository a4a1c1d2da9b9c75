import { DataSource, type QueryRunner } from 'typeorm';
import { House, openHouse } from '../../test/support/house.js';
import { Ledger } from '../audit/index.js';
import { Durable, defineErrors, Events, event, Tx } from './index.js';

const Happened = event<{ what: string }>('test.happened');
const errors = defineErrors('test', { 'no-thanks': { kind: 'conflict', message: 'not wanted' } });

describe('news between rooms', () => {
  let house: House;
  const heard: string[] = [];
  let failures = 2;

  beforeAll(async () => {
    house = await openHouse();
    const events = house.get(Events);
    events.on(Happened, 'test.first', async ({ what }) => void heard.push(`first ${what}`));
    events.on(Happened, 'test.unwilling', async () => {
      throw errors.noThanks();
    });
    events.on(Happened, 'test.flaky', async ({ what }) => {
      if (failures-- > 0) throw new Error('connection lost');
      heard.push(`flaky ${what}`);
    });
    events.on(Happened, 'test.last', async ({ what }) => void heard.push(`last ${what}`));
  });
  afterAll(() => house.close());

  const happen = (what: string, then: () => void = () => undefined) =>
    house.get(Tx).change('test.happen', async () => {
      await house.get(Ledger).record({
        at: house.clock.now(),
        verb: 'test.happen',
        actor: 'terminal',
        subject: { type: 'thing', id: what },
        detail: {},
      });
      await house.get(Events).emit(Happened, { what });
      then();
    });

  it('reaches every listener once: a refusal stops nobody, a failure is tried again', async () => {
    await happen('a');
    await house.settle();
    await house.settle();
    expect(heard).toEqual(['first a', 'flaky a', 'last a']);
    expect(await house.troubles()).toEqual([{ listener: 'test.unwilling', outcome: 'refused', error: 'not wanted' }]);
  });

  it.each([
    ['the server ends the connection', Object.assign(new Error('x'), { driverError: { code: '57P01' } })],
    ['nobody listens', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
    ['the line breaks', new Error('Connection terminated unexpectedly')],
  ])('is not lost when %s before it is read', async (_, away) => {
    await happen(`c${away.message}`);
    const { id } = await house.db.one<{ id: string }>('select id from platform.event order by recorded_at desc limit 1');
    const broken = { query: () => Promise.reject(away), release: async () => undefined } as unknown as QueryRunner;
    jest.spyOn(house.get(DataSource), 'createQueryRunner').mockReturnValueOnce(broken);
    await house.get(Durable).runInline('platform.deliver-event', [id]);
    expect(heard).toContain(`first c${away.message}`);
    jest.restoreAllMocks();
  });

  it('is not sent when the change was rolled back', async () => {
    await expect(
      happen('b', () => {
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await house.settle();
    expect(heard).not.toContain('first b');
  });
});
