// Compiles styles/*.scss: portal.css is put into each citizen page, console-<hash>.css is served and cached for ever.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'sass';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Writes the style sheets into `folder` (dist/assets when not given) and returns their file names. */
export function buildStyles(folder = path.join(root, 'dist', 'assets')) {
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder)) if (old.endsWith('.css')) rmSync(path.join(folder, old));
  const files = { portal: 'portal.css', console: '' };
  writeFileSync(path.join(folder, files.portal), css('portal'));
  const sheet = css('console');
  files.console = `console-${createHash('sha256').update(sheet).digest('hex').slice(0, 12)}.css`;
  writeFileSync(path.join(folder, files.console), sheet);
  return files;
}

function css(name) {
  return compile(path.join(root, 'styles', `${name}.scss`), {
    style: 'compressed',
    loadPaths: [path.join(root, 'node_modules')],
    charset: false,
  }).css;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(buildStyles());
