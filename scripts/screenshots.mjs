#!/usr/bin/env node
// Pictures of every page of a running server, at the width of a phone and of a desk, with what is wrong on each:
//   node scripts/screenshots.mjs <base url> [--sign-in <one-time link>] [--to <folder>]
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { faultsOf, openBrowser, openContext, walk } from '../test/support/walk.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'sign-in': { type: 'string' }, to: { type: 'string', default: path.join('.tmp', 'screenshots') } },
});
const base = positionals[0]?.replace(/\/$/, '');
if (!base) {
  console.error('usage: node scripts/screenshots.mjs <base url> [--sign-in <one-time link>] [--to <folder>]');
  process.exit(2);
}

mkdirSync(values.to, { recursive: true });
const browser = await openBrowser();
const context = await openContext(browser, { signIn: values['sign-in'] });
const starts = ['/', '/layanan/pkb-tahunan/35.06.03', ...(values['sign-in'] ? ['/dasbor'] : [])];
await walk(context, base, starts, async (page, where, status) => {
  const name = where.replace(/[^a-z0-9.]+/gi, '_') || '_';
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await page.screenshot({ path: path.join(values.to, `${name}-${width}.png`), fullPage: true });
  }
  console.log([status, where, ...(await faultsOf(page))].join('  '));
});
await browser.close();
