import { type House, openHouse } from '../../test/support/house.js';
import { Bulletin } from './bulletin.js';
import { Tx } from './database/tx.js';

let house: House;
let here: Bulletin;
let there: Bulletin;
let heard: unknown[];
beforeAll(async () => {
  house = await openHouse();
  [here, there] = [1, 2].map(() => new Bulletin(house.db, house.get(Tx), house.url)) as [Bulletin, Bulletin];
  there.on('news', (data) => heard.push(data));
  await there.listen();
});
beforeEach(() => {
  heard = [];
});
afterAll(async () => {
  await there.onApplicationShutdown();
  await house.close();
});

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};
const write = (sql: string) => house.get(Tx).housekeeping('test.write', () => house.db.run(sql));

describe('the bulletin', () => {
  it('is heard by other processes after the commit, long or short', async () => {
    const long = 'x'.repeat(20_000);
    await here.post('news', { n: 1 });
    await here.post('news', long);
    await until(() => heard.length === 2);
    expect(heard).toEqual([{ n: 1 }, long]);
  });

  it('is not heard of what was rolled back', async () => {
    const tried = house.get(Tx).housekeeping('test.fails', async () => {
      await here.post('news', 'never');
      throw new Error('undone');
    });
    await expect(tried).rejects.toThrow('undone');
    await there.catchUp();
    expect(heard).toEqual([]);
  });

  it('is read from its row when the notification was lost, and told once', async () => {
    await write(`insert into platform.bulletin (topic, data) values ('news', '"lost"')`);
    await there.catchUp();
    await there.catchUp();
    expect(heard).toEqual(['lost']);
  });

  it('is read after a lost connection, and until then says that it does not listen', async () => {
    await house.db.many(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sinambung-bulletin'
      and datname = current_database()`);
    await until(() => !there.isListening);
    await here.post('news', 'while it was away');
    await until(() => there.isListening);
    expect(heard).toEqual(['while it was away']);
    await here.post('news', 'and again at once');
    await until(() => heard.length === 2);
  });
});
