// A folder copied twice, 1 % of its files changed between: our engine restic against bare restic as its manual says.
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { built, bytesUnder, inRounds, inTurn, lineOf, measured, optionOf, shell, summary } from './copies.mjs';
import { round } from './house.mjs';

const SETTING = 'BENCH_FOLDER';
const FILES = optionOf('files', 20_000);
const FILE_BYTES = 10_000;
const IN_A_FOLDER = 200;

/** Ratios of both copies, without and with reading all of it back, round by round, each round on a folder of its own bytes. */
export async function compareFolder({ folder, rooms, vault, postmaster }, say) {
  const [{ Shelf }, { Engines }, { sourceSchema }] = await Promise.all(
    ['shelf.js', 'engines/engines.js', 'shelf-schema.js'].map((file) => built(`backup/${file}`)),
  );
  const scans = path.join(folder, 'scans');
  process.env[SETTING] = scans;
  const source = sourceSchema.parse({
    ...{ id: 'bench-folder', name: 'Pindaian', office: rooms.get(Shelf).sources[0].office, engine: 'restic' },
    ...{ folder: { setting: SETTING }, vaults: [vault.id], retention: { last: 5 }, targets: { rpo: '24h', rto: '1h' } },
    schedule: { take: { every: '24h', at: '01:00' }, prove: { every: '7d', at: '02:00' }, verify: { every: '30d', at: '03:00' } },
    assertions: [{ name: 'ada pindaian', files: '**/*.bin', atLeast: 1 }],
  });
  rooms.get(Shelf).sources.push(source);
  const engine = rooms.get(Engines).of(source);
  const rounds = await inRounds(async (turn) => {
    const repository = path.join(folder, `bare-${turn}`);
    const env = { ...process.env, RESTIC_REPOSITORY: repository, RESTIC_PASSWORD: 'bench' };
    env.RESTIC_CACHE_DIR = path.join(folder, `cache-${turn}`);
    const own = { ...source, id: `bench-folder-${turn}` };
    let taken;
    const sides = {
      ours: {
        take: async (which) => {
          taken = await engine.take(own, `bench-${which}`, vault);
          return taken.bytes;
        },
        readBack: () => engine.verify(taken.manifest, vault),
      },
      'bare restic': {
        take: async (which) => {
          const before = which === 'first' ? 0 : bytesUnder(repository);
          await shell(`${which === 'first' ? 'restic init -q && ' : ''}restic backup -q ${scans}`, env);
          return bytesUnder(repository) - before;
        },
        readBack: () => shell('restic check -q --read-data', env),
      },
    };
    fill(scans);
    const times = {};
    for (const which of ['first', 'second']) {
      if (which === 'second') change(scans, turn);
      for (const [side, { take, readBack }] of inTurn(Object.entries(sides), turn)) {
        const { result: bytes, ...figures } = await measured(postmaster, () => take(which), side === 'ours');
        times[`${side}, ${which}`] = { ...figures, bytes };
        const { result: _, ...read } = await measured(postmaster, readBack, side === 'ours');
        times[`${side}, ${which}, read back`] = read;
      }
    }
    say(`folder, round ${turn}: ${lineOf(times)}`);
    rmSync(repository, { recursive: true });
    return times;
  });
  const wall = (one, side, steps) => steps.reduce((sum, step) => sum + one[`${side}, ${step}`].wall, 0);
  const against = (...steps) => rounds.map((one) => round(wall(one, 'ours', steps) / wall(one, 'bare restic', steps)));
  return {
    files: FILES,
    changed: FILES / 100,
    ratios: against('first'),
    secondRatios: against('second'),
    readBackRatios: against('first', 'first, read back'),
    secondReadBackRatios: against('second', 'second, read back'),
    sides: summary(rounds),
  };
}

function fill(folder) {
  rmSync(folder, { recursive: true, force: true });
  for (let index = 0; index < FILES; index++) {
    if (index % IN_A_FOLDER === 0) mkdirSync(path.dirname(fileAt(folder, index)), { recursive: true });
    writeFileSync(fileAt(folder, index), randomBytes(FILE_BYTES));
  }
}

/** Every hundredth, another one in each round. */
function change(folder, turn) {
  for (let index = turn; index < FILES; index += 100) writeFileSync(fileAt(folder, index), randomBytes(FILE_BYTES));
}

function fileAt(folder, index) {
  return path.join(folder, String(Math.floor(index / IN_A_FOLDER)), `${index}.bin`);
}
