#!/usr/bin/env node
// npm run -s faults -- NAME [KILLS]: runs a fault campaign; exits non-zero when it found anything wrong.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fail, ROOT } from './lib.mjs';

const folder = path.join(ROOT, 'test', 'faults');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.faults.mjs'))
  .map((file) => file.replace('.faults.mjs', ''));
const [name, ...rest] = process.argv.slice(2);
if (!name || !existsSync(path.join(folder, `${name}.faults.mjs`)))
  fail(`Which one? npm run -s faults -- NAME, with NAME one of: ${names.join(', ')}`);

const { campaign } = await import(path.join(folder, `${name}.faults.mjs`));
const figures = await campaign(rest, (line) => process.stderr.write(`${line}\n`));
console.log(JSON.stringify({ faults: name, ...figures }));
process.exit(figures.wrong > 0 ? 1 : 0);
