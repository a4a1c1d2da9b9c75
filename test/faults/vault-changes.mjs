// Single flipped bits, truncations, swaps, roll-backs, lost and added files in a vault; each must be found by what reads copies back or
// looks at the catalogue, and nothing may be found where nothing was changed.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openRooms } from '../bench/house.mjs';
import { sinambung, startServer } from '../support/server.mjs';

const SOURCE = 'samsat-katang-db';
const VEHICLES = 600;
const POINTS = 4;
const ROOMS = path.resolve('dist', 'backup');

export async function changing(wanted, random, say) {
  const data = mkdtempSync(path.join(tmpdir(), 'sinambung-changes-'));
  const server = await startServer({ data });
  try {
    const vault = await fill(data);
    const rooms = await openRooms(data);
    const look = await looker(rooms);
    const tally = { changes: 0, found: 0, missed: 0, clean: 0, falseAlarms: 0, kinds: {} };
    while (tally.changes < wanted) await one(vault, look, random, tally, say);
    await rooms.close();
    return tally;
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Some small points, and how the vault looked before the last of them. */
async function fill(data) {
  const root = path.join(data, 'vaults', 'lokal');
  const before = path.join(data, 'before');
  await sinambung({ data }, 'samsat', 'generate', '--vehicles', String(VEHICLES));
  const points = [];
  for (let point = 0; point < POINTS; point++) {
    if (point === POINTS - 1) cpSync(root, before, { recursive: true });
    points.push(JSON.parse(await sinambung({ data }, 'backup', 'take', SOURCE, '--json')).id);
  }
  await quiet(data);
  return { root, before, points };
}

/** Catalogues are signed after the command has ended. */
async function quiet(data) {
  const folder = path.join(data, 'vaults', 'lokal', 'catalogue');
  for (let last = -1, same = 0; same < 5; await new Promise((resolve) => setTimeout(resolve, 500))) {
    const now = readdirSync(folder).length;
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

async function looker(rooms) {
  const [{ Copies }, { CheckCatalogue }] = await Promise.all(
    ['workflows/copies.js', 'catalogue/check-catalogue.js'].map((file) => import(path.join(ROOMS, file))),
  );
  const codes = (found) => found.flatMap(({ trouble }) => trouble?.code ?? []);
  return async (points) => {
    const all = codes(await rooms.get(CheckCatalogue).all());
    for (const point of points) all.push(...codes(await rooms.get(Copies).verify(point)));
    return all;
  };
}

async function one(vault, look, random, tally, say) {
  const kinds = Object.keys(CHANGES);
  const kind = kinds[Math.floor(random() * kinds.length)];
  const { undo, points, what } = CHANGES[kind](vault, random);
  const found = await look(points);
  undo();
  tally.changes += 1;
  tally.kinds[kind] = (tally.kinds[kind] ?? 0) + 1;
  if (found.length > 0) tally.found += 1;
  else {
    tally.missed += 1;
    say(`missed: ${kind} ${what}`);
  }
  if (tally.changes % 10 === 0) await stillClean(vault, look, tally, say);
  if (tally.changes % 200 === 0) say(`${tally.changes} changes, ${tally.missed} missed, ${tally.falseAlarms} false alarms`);
}

async function stillClean(vault, look, tally, say) {
  const alarms = await look(vault.points);
  tally.clean += 1;
  if (alarms.length === 0) return;
  tally.falseAlarms += 1;
  say(`false alarm: ${alarms.join(', ')}`);
}

const pick = (list, random) => list[Math.floor(random() * list.length)];

/** What is the copy, or vouches for it; RESTORE.txt and SHA256SUMS are words for people and their tools. */
function anyFile({ root, points }, random) {
  const point = pick(points, random);
  const folder = path.join(root, SOURCE, point);
  const own = readdirSync(folder).filter((name) => name.endsWith('.age') || name === 'manifest.json');
  const newest = readdirSync(path.join(root, 'catalogue'))
    .filter((name) => /^\d+\.json$/.test(name))
    .sort()
    .at(-1)
    .slice(0, -5);
  const files = [
    ...own.map((name) => path.join(folder, name)),
    ...['json', 'sig'].map((end) => path.join(root, 'catalogue', `${newest}.${end}`)),
  ];
  return { file: pick(files, random), point };
}

function rewritten(vault, random, change) {
  const { file, point } = anyFile(vault, random);
  const bytes = readFileSync(file);
  writeFileSync(file, change(Buffer.from(bytes)));
  return { undo: () => writeFileSync(file, bytes), points: [point], what: path.relative(vault.root, file) };
}

const CHANGES = {
  flip: (vault, random) =>
    rewritten(vault, random, (bytes) => {
      bytes[Math.floor(random() * bytes.length)] ^= 1 << Math.floor(random() * 8);
      return bytes;
    }),
  truncation: (vault, random) => rewritten(vault, random, (bytes) => bytes.subarray(0, Math.floor(random() * bytes.length))),
  loss: (vault, random) => {
    const { file, point } = anyFile(vault, random);
    const bytes = readFileSync(file);
    rmSync(file);
    return { undo: () => writeFileSync(file, bytes), points: [point], what: path.relative(vault.root, file) };
  },
  swap: (vault, random) => {
    const [one, other] = [...vault.points].sort(() => random() - 0.5);
    const name = pick(
      readdirSync(path.join(vault.root, SOURCE, one)).filter((file) => /\.age$|^manifest/.test(file)),
      random,
    );
    const [here, there] = [one, other].map((point) => path.join(vault.root, SOURCE, point, name));
    const [a, b] = [readFileSync(here), readFileSync(there)];
    writeFileSync(here, b);
    writeFileSync(there, a);
    const undo = () => {
      writeFileSync(here, a);
      writeFileSync(there, b);
    };
    return { undo, points: [one, other], what: name };
  },
  'whole point under the name of another': (vault, random) => {
    const [one, other] = [...vault.points].sort(() => random() - 0.5);
    return replaced(path.join(vault.root, SOURCE, one), path.join(vault.root, SOURCE, other), [one]);
  },
  'roll-back of the catalogue': ({ root, before }) => replaced(path.join(root, 'catalogue'), path.join(before, 'catalogue'), []),
  'roll-back of the vault': ({ root, before }) => replaced(root, before, []),
  'point added': ({ root, points }, random) => {
    const added = path.join(root, SOURCE, '01a00000-0000-7000-8000-000000000000');
    cpSync(path.join(root, SOURCE, pick(points, random)), added, { recursive: true });
    return { undo: () => rmSync(added, { recursive: true }), points: [], what: '' };
  },
};

function replaced(folder, by, points) {
  const kept = mkdtempSync(path.join(tmpdir(), 'sinambung-kept-'));
  cpSync(folder, kept, { recursive: true });
  const put = (from) => {
    rmSync(folder, { recursive: true });
    cpSync(from, folder, { recursive: true });
  };
  put(by);
  const undo = () => {
    put(kept);
    rmSync(kept, { recursive: true });
  };
  return { undo, points, what: path.basename(folder) };
}
