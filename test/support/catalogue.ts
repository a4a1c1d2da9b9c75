import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '..', '..');
const PLURAL = /_(one|other)$/;

/** `ns:path.to.key` with its words, as they stand in the files of one locale. */
export function catalogue(locale: string): Map<string, string> {
  const entries = globSync('*.json', { cwd: path.join(ROOT, 'templates/texts', locale) }).flatMap((file) =>
    leaves(JSON.parse(read(`templates/texts/${locale}/${file}`)), `${path.basename(file, '.json')}:`),
  );
  return new Map(entries);
}

/** The key as code writes it: without the suffix of a plural form. */
export function bare(key: string): string {
  return key.replace(PLURAL, '');
}

export function placeholders(words: string): string[] {
  return [...new Set([...words.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]!))]
    .filter((name) => name !== 'count')
    .sort();
}

export interface Use {
  where: string;
  key: string;
  /** The key is put together at run time; this is how it begins. */
  isPrefix: boolean;
}

/** Every key that templates and code name. */
export function usedKeys(namespaces: ReadonlySet<string>): Use[] {
  const files = [...templateFiles(), ...globSync('src/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.spec.ts'))];
  return files.flatMap((file) => keysIn(file, read(file))).filter(({ key }) => namespaces.has(key.split(':')[0]!));
}

export function templateFiles(): string[] {
  return globSync('templates/**/*.hbs', { cwd: ROOT });
}

export function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

function keysIn(where: string, text: string): Use[] {
  const uses: Use[] = [];
  for (const match of text.matchAll(/(["'`])([a-z][a-z-]*:[a-z0-9_.-]*)(\$\{|\1)/gi)) {
    const [, , key, end] = match;
    if (key && !/:\d*$/.test(`${key}x`))
      uses.push({ where, key, isPrefix: end === '${' || key.endsWith('.') || key.endsWith(':') });
  }
  return uses;
}

function leaves(tree: object, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${prefix}${name}`, value] as [string, string]] : leaves(value as object, `${prefix}${name}.`),
  );
}
