// Takes over and matches 20,000 and 200,000 payments at the terminal: the peak memory of the process, with ten times the rows against one
// time. Each runs with the heap that Node chooses, and with one in which the command itself hardly starts: what passes there keeps no rows.
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sinambung, startServer } from '../support/server.mjs';
import { ask, inDatabase } from './copies.mjs';
import { databaseUrl } from './house.mjs';

const ROUNDS = 2;
const FEW = 20_000;
const MANY = 200_000;
const TIGHT_MIB = 110;
const HOOK = pathToFileURL(fileURLToPath(new URL('../support/peak-memory.mjs', import.meta.url))).href;
const MIB = 1024;
const RESTORED = 'restored_bench';
const POINT = '01a2013e-9675-7450-ada3-3fe91f6f0f4f';
const PLATES = `select 'AG ' || 1 + n / 26 || ' X' || chr(65 + n % 26) as nopol from generate_series(0, ${MANY - 1}) n`;

export async function bench(say) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-bench-'));
  const data = path.join(folder, 'var');
  const server = await startServer({ data });
  const restored = await plant(databaseUrl(data));
  const seen = { few: [], many: [], tight: [], ratios: [], seconds: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    const take = (rows, heap) => takeOver({ folder, data, restored }, { rows, heap, mark: `${round}${heap ? 'T' : 'F'}` });
    const few = await take(FEW);
    const many = await take(MANY);
    const tight = await take(MANY, TIGHT_MIB);
    seen.few.push(few.peak);
    seen.many.push(many.peak);
    seen.tight.push(tight.peak);
    seen.ratios.push(many.peak / few.peak);
    seen.seconds.push(many.seconds);
    say(
      `round ${round}: ${FEW} rows ${few.peak} MiB, ${MANY} rows ${many.peak} MiB in ${many.seconds} s, with ${TIGHT_MIB} MiB of heap ${tight.peak} MiB`,
    );
  }
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return {
    ratios: seen.ratios,
    against: `${FEW} rows`,
    rows: MANY,
    peakMiB: Math.max(...seen.many),
    peakMiBFew: Math.max(...seen.few),
    tightHeapMiB: TIGHT_MIB,
    peakMiBTight: Math.max(...seen.tight),
    rowsASecond: Math.round(MANY / Math.min(...seen.seconds)),
  };
}

/** A restored database that knows every other payment, and the restore that brought it back. */
async function plant(own) {
  await ask(own, `create database ${RESTORED}`);
  const restored = inDatabase(own, RESTORED);
  await ask(restored, `create table kendaraan as ${PLATES}`);
  await ask(restored, 'create index on kendaraan (nopol)');
  await ask(restored, 'create table pembayaran (no_referensi text primary key, jumlah bigint)');
  await ask(
    own,
    `insert into backup.point (id, source_id, state, cause, begun_at, taken_at, failed_at, trouble)
     values ('${POINT}', 'samsat-katang-db', 'failed', 'schedule', '2025-08-30T19:00:00+07', '2025-08-30T19:00:00+07', now(), '{}')`,
  );
  await ask(
    own,
    `insert into backup.restore (id, source_id, point_id, target, place, state, phase, begun_at, ended_at, bytes_total, seconds, proof)
     values ('${POINT}', 'samsat-katang-db', '${POINT}', 'beside', '${RESTORED}', 'done', 'ended', '2025-09-05T08:00:00+07',
       '2025-09-05T09:00:00+07', 1, 1, '{}')`,
  );
  return restored;
}

async function takeOver({ folder, data, restored }, { rows, heap, mark }) {
  const [file, peak] = ['bank.csv', 'peak'].map((name) => path.join(folder, name));
  const reference = (n) => `B-${rows}-${mark}-${n}`;
  await pipeline(Readable.from(lines(rows, reference)), createWriteStream(file));
  await ask(
    restored,
    `insert into pembayaran select 'B-${rows}-${mark}-' || n, 100000 from generate_series(0, ${rows - 1}, 2) as n`,
  );
  const settings = {
    NODE_OPTIONS: `--import ${HOOK}${heap ? ` --max-old-space-size=${heap}` : ''}`,
    PEAK_MEMORY: peak,
    SAMSAT_KATANG_DATABASE_URL: restored,
  };
  const began = performance.now();
  const said = await sinambung(
    { data, settings },
    'loss',
    'import',
    'samsat-katang-db',
    file,
    '--format',
    'bank-contoh',
    '--json',
  );
  const { findings } = JSON.parse(said).progress;
  if (findings.matched !== rows / 2 || findings.missing !== rows / 2) throw new Error(`${rows} rows: ${said.slice(0, 500)}`);
  return {
    peak: Math.round(Number(readFileSync(peak, 'utf8')) / MIB),
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
}

function* lines(rows, reference) {
  yield 'NOPOL;NO_REFERENSI;NOMINAL;TGL_BAYAR\n';
  for (let n = 0; n < rows; n++)
    yield `AG ${1 + Math.floor(n / 26)} X${String.fromCharCode(65 + (n % 26))};${reference(n)};Rp100.000,00;01/09/2025 09:00:00\n`;
}
