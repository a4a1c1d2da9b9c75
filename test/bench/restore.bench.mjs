// To the first correct query: a point of the dump engine against pg_restore -j2 from a local file, and pgBackRest.
import path from 'node:path';
import { openBackrest } from './backrest.mjs';
import { ask, cpuOf, inDatabase, inRounds, inTurn, lineOf, measured, openCopies, shell, summary } from './copies.mjs';
import { round } from './house.mjs';

/** Asks every table, and by an index. */
const QUERY = `select (select count(*) from pemilik) as owners, count(*) as vehicles,
  (select sum(pkb) from kewajiban where jatuh_tempo < '2025-03-01') as due from kendaraan`;

export async function bench(say) {
  const copies = await openCopies(say);
  try {
    const backrest = await openBackrest(copies, say);
    return await compare(copies, backrest, say).finally(() => backrest?.close());
  } finally {
    await copies.close();
  }
}

async function compare({ folder, url, env, engine, source, vault, postmaster, megabytes }, backrest, say) {
  const expected = JSON.stringify(await ask(url, QUERY));
  const { manifest } = await engine.take(source, 'bench', vault);
  const file = path.join(folder, 'whole.dump');
  await shell(`pg_dump -Fc -f ${file}`, env);
  const answers = async (name) => {
    if (JSON.stringify(await ask(inDatabase(url, name), QUERY)) !== expected) throw new Error(`${name} answers otherwise`);
  };
  const sides = {
    ours: async (name) => {
      await engine.restore(manifest, vault, { source, name }, () => undefined);
      await answers(name);
    },
    'pg_restore -j2': async (name) => {
      await shell(`createdb -T template0 ${name} && pg_restore -j2 -d ${name} ${file}`, env);
      await answers(name);
    },
  };
  await backrest?.backUp();
  const restoreServer = async () => {
    const times = await measured(backrest.postmaster(), () => backrest.restore(QUERY), false);
    if (JSON.stringify(times.result) !== expected) throw new Error('the server of pgBackRest answers otherwise');
    const cpu = times.cpu + cpuOf(backrest.restoredPostmaster());
    await backrest.discard();
    return { ...times, cpu };
  };
  const rounds = await inRounds(async (turn) => {
    const times = {};
    for (const [side, restore] of inTurn(Object.entries(sides), turn)) {
      const name = `bench_${turn}`;
      times[side] = await measured(postmaster, () => restore(name), side === 'ours');
      await shell(`dropdb ${name} && psql -Xqc checkpoint`, env);
    }
    if (backrest) times['pgBackRest, whole server'] = await restoreServer();
    say(`round ${turn}: ${lineOf(times)}`);
    return times;
  });
  return {
    ratios: rounds.map((one) => one.ours.wall / one['pg_restore -j2'].wall),
    against: 'pg_restore -j2 from a local file',
    megabytes,
    cpuRatios: rounds.map((one) => round(one.ours.cpu / one['pg_restore -j2'].cpu)),
    sides: summary(rounds),
    pgbackrest: backrest ? 'measured' : 'not installed',
  };
}
