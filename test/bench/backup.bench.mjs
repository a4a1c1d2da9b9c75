// A backup by the dump engine, without and with a full read-back, against pg_dump -Fc to a file, restic and pgBackRest.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { openBackrest } from './backrest.mjs';
import { bytesUnder, inRounds, inTurn, isInstalled, lineOf, measured, openCopies, shell, summary } from './copies.mjs';
import { compareFolder } from './folder.mjs';
import { round } from './house.mjs';

export async function bench(say) {
  const copies = await openCopies(say);
  try {
    const folder = isInstalled('restic') ? await compareFolder(copies, say) : 'restic is not installed';
    const backrest = await openBackrest(copies, say);
    const compared = await compare(copies, backrest, say).finally(() => backrest?.close());
    return { ...compared, folder };
  } finally {
    await copies.close();
  }
}

async function compare({ folder, env, engine, source, vault, postmaster, megabytes }, backrest, say) {
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
    ...(backrest && { 'pgBackRest, whole server': () => backrest.backUp() }),
  };
  const rounds = await inRounds(async (turn) => {
    const times = {};
    for (const [side, take] of inTurn(Object.entries(sides), turn)) {
      const server = side.startsWith('pgBackRest') ? backrest.postmaster() : postmaster;
      const { result: bytes, ...figures } = await measured(server, () => take(turn), side.startsWith('ours'));
      times[side] = { ...figures, bytes };
      if (side.startsWith('ours')) await engine.remove(taken.manifest, vault);
    }
    say(`round ${turn}: ${lineOf(times)}`);
    return times;
  });
  const against = (side) => rounds.map((one) => one[side].wall / one['pg_dump -Fc'].wall);
  return {
    ratios: against('ours'),
    against: 'pg_dump -Fc to a file',
    megabytes,
    cpuRatios: rounds.map((one) => round(one.ours.cpu / one['pg_dump -Fc'].cpu)),
    readBackRatios: against('ours with read-back').map((value) => round(value)),
    sides: summary(rounds),
    restic: isInstalled('restic') ? 'measured' : 'not installed',
    pgbackrest: backrest ? 'measured' : 'not installed',
  };
}
