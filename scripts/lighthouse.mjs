#!/usr/bin/env node
// Lighthouse on a page of a running server, as a telephone sees it; fails where one of the four is below 100 three times
// (a machine that is busy with other things only takes points away):
//   node scripts/lighthouse.mjs <url> …
import { existsSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ROUNDS = 3;
const urls = process.argv.slice(2);
if (urls.length === 0) {
  console.error('usage: node scripts/lighthouse.mjs <url> …');
  process.exit(2);
}

const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? CHROMIUM.find((file) => existsSync(file)),
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
const pages = [];
try {
  for (const url of urls) pages.push(await best(url));
} finally {
  chrome.kill();
}
console.log(JSON.stringify(pages.length === 1 ? pages[0] : pages));
process.exit(pages.every(({ missed }) => missed.length === 0) ? 0 : 1);

async function best(url) {
  let found = await look(url);
  for (let round = 1; round < ROUNDS && found.missed.length > 0; round++) found = await look(url);
  return found;
}

async function look(url) {
  const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, output: 'json', logLevel: 'error' });
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((lhr.categories[name].score ?? 0) * 100)]));
  const below = CATEGORIES.filter((name) => scores[name] < 100);
  const missed = below.flatMap((name) =>
    lhr.categories[name].auditRefs
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
      .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`),
  );
  return {
    url,
    ...scores,
    bytes: lhr.audits['total-byte-weight']?.numericValue,
    missed: below.length > 0 ? [...below, ...missed] : [],
  };
}
