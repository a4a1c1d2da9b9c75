import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import process from 'node:process';
import { chromium } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PHONE = { width: 360, height: 740 };
/** What an address is made of that differs from one thing to the next: pages of one shape are visited once. */
const VARYING = /\/[0-9a-f-]{36}|\/\d{2}(\.\d{2})+(\.\d{4})?|\/(kras|kantor|layanan|office)\/[^/?]+/g;
const NOT_PAGES = /^\/(api|metrics|umpan|cap)|\.(json|txt|xml|pdf|csv|svg|png)(\?|$)|\/keluar/;

/** Debian's Chromium, without a network of its own. */
export function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? CHROMIUM.find((file) => existsSync(file));
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'] });
}

/** A context in which axe may be put into pages that forbid scripts, signed in by a one-time link when there is one. */
export async function openContext(browser, { signIn, ...options } = {}) {
  const context = await browser.newContext({ bypassCSP: true, viewport: PHONE, ...options });
  if (!signIn) return context;
  const page = await context.newPage();
  await page.goto(signIn);
  await page.locator('main button[type=submit]').first().click();
  await page.waitForURL('**/dasbor**');
  await page.close();
  return context;
}

/** What is wrong with the page as it stands: accessibility rules, and a width that makes a phone scroll sideways. */
export async function faultsOf(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run({ runOnly: rules }), RULES);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  return (await isWide(page)) ? [...found, 'wider than the screen'] : found;
}

/** Whether it scrolls sideways. */
export function isWide(page) {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
}

/** What has no edge that is drawn, of what is pressed or marked: where the reader's own colours are forced, nothing else is left. */
export function edgeless(page) {
  return page.locator('main button, main .button, main .tag').evaluateAll((all) => {
    const bare = (one) => {
      const { borderTopColor, borderTopStyle } = getComputedStyle(one);
      return borderTopStyle !== 'solid' || borderTopColor === 'rgba(0, 0, 0, 0)';
    };
    return { looked: all.length, bare: all.filter(bare).map((one) => one.textContent) };
  });
}

/** What has the focus, and whether its reader sees that it has. */
export function focusOf(page) {
  return page.evaluate(() => {
    const one = document.activeElement;
    const { outlineStyle, boxShadow, backgroundColor } = getComputedStyle(one);
    const isShown = outlineStyle !== 'none' || boxShadow !== 'none' || backgroundColor === 'rgb(255, 221, 87)';
    return { name: one.textContent.trim(), isBody: one === document.body, isShown };
  });
}

/** Visits every shape of page that links lead to from `starts`; `visit(page, path, status)` looks at each. Returns their paths. */
export async function walk(context, base, starts, visit, most = 80) {
  const page = await context.newPage();
  const waiting = [...starts];
  const seen = new Set(waiting.map(shapeOf));
  const visited = [];
  for (let path = waiting.shift(); path && visited.length < most; path = waiting.shift()) {
    const response = await page.goto(base + path);
    visited.push(path);
    await visit(page, path, response?.status());
    for (const next of await linksOf(page, base)) {
      if (seen.has(shapeOf(next))) continue;
      seen.add(shapeOf(next));
      waiting.push(next);
    }
  }
  await page.close();
  return visited;
}

async function linksOf(page, base) {
  const hrefs = await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.href));
  const paths = hrefs.filter((href) => href.startsWith(`${base}/`)).map((href) => href.slice(base.length).split('#')[0]);
  return [...new Set(paths)].filter((path) => !NOT_PAGES.test(path) && !path.includes('bahasa='));
}

function shapeOf(path) {
  return path
    .split('?')[0]
    .replace(VARYING, (part) => `/${part.split('/')[1]?.match(/^[a-z]+$/) ? part.split('/')[1] : ''}/:one`);
}
