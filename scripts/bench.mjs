#!/usr/bin/env node
// npm run -s bench -- NAME: runs both sides of a comparison in turn; the last line is one JSON object.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fail, ROOT } from './lib.mjs';

const folder = path.join(ROOT, 'test', 'bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.replace('.bench.mjs', ''));
const name = process.argv[2];
if (!name || !existsSync(path.join(folder, `${name}.bench.mjs`)))
  fail(`Which one? npm run -s bench -- NAME, with NAME one of: ${names.join(', ')}`);

const { bench } = await import(path.join(folder, `${name}.bench.mjs`));
const { ratios, against, ...rest } = await bench((line) => process.stderr.write(`${line}\n`));
const sorted = [...ratios].sort((a, b) => a - b);
const round = (value) => Math.round(value * 1000) / 1000;
console.log(
  JSON.stringify({
    bench: name,
    ratio: round(median(sorted)),
    min: round(sorted[0]),
    max: round(sorted.at(-1)),
    against,
    rounds: ratios.length,
    ...rest,
  }),
);
process.exit(0);

function median(sorted) {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
