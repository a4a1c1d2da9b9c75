// A search, from what somebody writes to what it may mean, against one plain look-up by an index on the same PostgreSQL.
import { openRooms, quantile, round } from './house.mjs';

const TIMES = 400;
const WRITTEN = { exact: 'kec. kras', misspelt: 'kec krass', ambiguous: 'wates' };

export async function searchTimes(data) {
  const rooms = await openRooms(data);
  const directory = rooms.get(rooms.directory.Directory);
  const db = rooms.get(rooms.platform.Db);
  const asked = {
    plain: () => db.many('select code, name, label from directory.region where code = $1', ['35.06.03']),
    ...Object.fromEntries(Object.entries(WRITTEN).map(([name, text]) => [name, () => directory.findRegions(text)])),
  };
  const times = Object.fromEntries(Object.keys(asked).map((name) => [name, []]));
  for (let turn = -20; turn < TIMES; turn++) {
    for (const [name, ask] of Object.entries(asked)) {
      const began = performance.now();
      await ask();
      if (turn >= 0) times[name].push(performance.now() - began);
    }
  }
  await rooms.close();
  return Object.fromEntries(
    Object.entries(times).map(([name, all]) => [
      name,
      {
        p50Ms: round(quantile(all, 0.5)),
        p99Ms: round(quantile(all, 0.99)),
        ratio: round(quantile(all, 0.5) / quantile(times.plain, 0.5), 1),
      },
    ]),
  );
}
