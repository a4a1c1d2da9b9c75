// To the first correct query: a point of the dump engine against pg_restore -j2 from a local file, on the same database and server.
import path from 'node:path';
import { ask, inDatabase, inTurn, isInstalled, lineOf, measured, openCopies, ROUNDS, shell, summary } from './copies.mjs';

/** Asks every table, and by an index. */
const QUERY = `select (select count(*) from pemilik) as owners, count(*) as vehicles,
  (select sum(pkb) from kewajiban where jatuh_tempo < '2025-03-01') as due from kendaraan`;

export async function bench(say) {
  const copies = await openCopies(say);
  try {
    return await compare(copies, say);
  } finally {
    await copies.close();
  }
}

async function compare({ folder, url, env, engine, source, vault, postmaster, megabytes }, say) {
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
  const rounds = [];
  for (let turn = 1; turn <= ROUNDS; turn++) {
    const times = {};
    for (const [side, restore] of inTurn(Object.entries(sides), turn)) {
      const name = `bench_${turn}`;
      times[side] = await measured(postmaster, () => restore(name));
      await shell(`dropdb ${name} && psql -Xqc checkpoint`, env);
    }
    rounds.push(times);
    say(`round ${turn}: ${lineOf(times)}`);
  }
  return {
    ratios: rounds.map((one) => one.ours.wall / one['pg_restore -j2'].wall),
    against: 'pg_restore -j2 from a local file',
    megabytes,
    cpuRatios: rounds.map((one) => Math.round((one.ours.cpu / one['pg_restore -j2'].cpu) * 1000) / 1000),
    sides: summary(rounds),
    pgbackrest: isInstalled('pgbackrest')
      ? 'has no single database to restore: its own bench compares whole servers'
      : 'not installed',
  };
}
