// A backup by the dump engine, without and with a full read-back, against pg_dump -Fc to a file and restic, on the same database.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { bytesUnder, inTurn, isInstalled, lineOf, measured, openCopies, ROUNDS, shell, summary } from './copies.mjs';
import { compareFolder } from './folder.mjs';

export async function bench(say) {
  const copies = await openCopies(say);
  try {
    const folder = isInstalled('restic') ? await compareFolder(copies, ROUNDS, say) : 'restic is not installed';
    return { ...(await compare(copies, say)), folder };
  } finally {
    await copies.close();
  }
}

async function compare({ folder, env, engine, source, vault, postmaster, megabytes }, say) {
  const file = path.join(folder, 'whole.dump');
  const repository = path.join(folder, 'restic');
  const withRestic = {
    ...env,
    RESTIC_REPOSITORY: repository,
    RESTIC_PASSWORD: 'bench',
    RESTIC_CACHE_DIR: path.join(folder, 'cache'),
  };
  let taken;
  const sides = {
    ours: async (turn) => {
      taken = await engine.take(source, `bench-${turn}`, vault);
      return taken.bytes;
    },
    'ours with read-back': async (turn) => {
      taken = await engine.take(source, `bench-read-${turn}`, vault);
      await engine.verify(taken.manifest, vault);
      return taken.bytes;
    },
    'pg_dump -Fc': async () => {
      await shell(`pg_dump -Fc -f ${file}`, env);
      return statSync(file).size;
    },
    // As restic's manual says: the dump by standard input. Each time into a new repository, as ours is a whole copy.
    ...(isInstalled('restic') && {
      restic: async () => {
        rmSync(repository, { recursive: true, force: true });
        mkdirSync(repository);
        await shell('restic init -q && pg_dump | restic backup -q --stdin --stdin-filename whole.sql', withRestic);
        return bytesUnder(repository);
      },
    }),
  };
  const rounds = [];
  for (let turn = 1; turn <= ROUNDS; turn++) {
    const times = {};
    for (const [side, take] of inTurn(Object.entries(sides), turn)) {
      const { result: bytes, ...figures } = await measured(postmaster, () => take(turn));
      times[side] = { ...figures, bytes };
      if (side.startsWith('ours')) await engine.remove(taken.manifest, vault);
    }
    rounds.push(times);
    say(`round ${turn}: ${lineOf(times)}`);
  }
  const against = (side) => rounds.map((one) => one[side].wall / one['pg_dump -Fc'].wall);
  return {
    ratios: against('ours'),
    against: 'pg_dump -Fc to a file',
    megabytes,
    readBackRatios: against('ours with read-back').map((value) => Math.round(value * 1000) / 1000),
    sides: summary(rounds),
    restic: isInstalled('restic') ? 'measured' : 'not installed',
    pgbackrest: isInstalled('pgbackrest') ? 'copies whole servers: not the same database' : 'not installed',
  };
}
