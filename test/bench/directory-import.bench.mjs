// Checks 10,000 and 100,000 rows of CSV at the terminal: the peak memory of the process, with ten times the rows against one time.
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sinambung, startServer } from '../support/server.mjs';

const ROUNDS = 3;
const FEW = 10_000;
const MANY = 100_000;
/** Of ten rows one is a channel, one an offering, six its hours and two its catchment. */
const ROWS_A_THING = 10;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const HOOK = pathToFileURL(fileURLToPath(new URL('../support/peak-memory.mjs', import.meta.url))).href;
const MIB = 1024;

const SHEETS = {
  'channels.csv': ['id,kind,name', (id) => [`${id},outreach,Unit ${id}`]],
  'offerings.csv': [
    'id,service_id,channel_id,capacity_confirmed,always_open,closed_on,is_sample',
    (id) => [`${id}.pkb,pkb-tahunan,${id},tidak,tidak,national|joint-leave,ya`],
  ],
  'hours.csv': ['offering_id,day,open,close', (id) => DAYS.map((day) => `${id}.pkb,${day},08:00,12:00`)],
  'catchments.csv': ['offering_id,region_code', (id) => ['35.06.03', '35.06.25'].map((code) => `${id}.pkb,${code}`)],
};

export async function bench(say) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-bench-'));
  const server = await startServer({ data: path.join(folder, 'var') });
  const ratios = [];
  const seen = { few: [], many: [], seconds: [] };
  for (const rows of [FEW, MANY]) await write(path.join(folder, String(rows)), rows);
  for (let round = 1; round <= ROUNDS; round++) {
    const few = await check(folder, FEW);
    const many = await check(folder, MANY);
    ratios.push(many.peak / few.peak);
    seen.few.push(few.peak);
    seen.many.push(many.peak);
    seen.seconds.push(many.seconds);
    say(`round ${round}: ${FEW} rows ${few.peak} MiB in ${few.seconds} s, ${MANY} rows ${many.peak} MiB in ${many.seconds} s`);
  }
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  return {
    ratios,
    against: `${FEW} rows`,
    rows: MANY,
    peakMiB: Math.max(...seen.many),
    peakMiBFew: Math.max(...seen.few),
    rowsASecond: Math.round(MANY / Math.min(...seen.seconds)),
  };
}

async function write(folder, rows) {
  await mkdir(folder);
  for (const [name, [header, linesOf]] of Object.entries(SHEETS)) {
    const lines = function* () {
      yield `${header}\n`;
      for (let index = 0; index < rows / ROWS_A_THING; index++) yield `${linesOf(`unit-${index}`).join('\n')}\n`;
    };
    await pipeline(Readable.from(lines()), createWriteStream(path.join(folder, name)));
  }
}

async function check(folder, rows) {
  const peak = path.join(folder, 'peak');
  const settings = { NODE_OPTIONS: `--import ${HOOK}`, PEAK_MEMORY: peak };
  const began = performance.now();
  const said = await sinambung(
    { data: path.join(folder, 'var'), settings },
    'directory',
    'import',
    path.join(folder, String(rows)),
    '--json',
  );
  const { problems, counts } = JSON.parse(said);
  if (problems !== 0 || counts.offering.added !== rows / ROWS_A_THING) throw new Error(`${rows} rows: ${said.slice(0, 500)}`);
  return {
    peak: Math.round(Number(readFileSync(peak, 'utf8')) / MIB),
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
}
