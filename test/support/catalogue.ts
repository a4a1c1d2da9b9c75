import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PERMISSIONS } from '../../src/people/permissions.js';

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

const QUOTED = /(["'`])([a-z][a-z-]*:[a-z0-9_.-]*)(\$\{|\1)/gi;
/** What a redirect says was done: `?selesai=incidents:done.declared`. */
const DONE = /selesai=([a-z-]+:done\.[a-z-]*)(\$\{)?/g;

function keysIn(where: string, text: string): Use[] {
  const code = text.replace(/\/\*\*?[\s\S]*?\*\//g, '');
  const quoted = [...code.matchAll(QUOTED)].map(([, , key = '', end]) => ({
    where,
    key,
    isPrefix: end === '${' || /[.:-]$/.test(key),
  }));
  const done = [...code.matchAll(DONE)].map(([, key = '', end]) => ({ where, key, isPrefix: end !== undefined }));
  return [...quoted, ...done].filter(({ key }) => !isPermission(key));
}

function isPermission(key: string): boolean {
  return key in PERMISSIONS;
}

function leaves(tree: object, prefix: string): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[`${prefix}${name}`, value] as [string, string]] : leaves(value as object, `${prefix}${name}.`),
  );
}
