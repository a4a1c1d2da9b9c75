import { globSync } from 'node:fs';
import path from 'node:path';
import { declaredErrors } from '../src/platform/errors.js';
import { bare, catalogue, placeholders, ROOT, read, templateFiles, usedKeys } from './support/catalogue.js';

const words = { id: catalogue('id'), en: catalogue('en') };
const known = { id: new Set([...words.id.keys()].map(bare)), en: new Set([...words.en.keys()].map(bare)) };
const namespaces = new Set([...known.id].map((key) => key.split(':')[0]!));
const uses = usedKeys(namespaces);

/** Names and technical words that are the same in every language. */
const SAME_EVERYWHERE = /\b(Sinambung|API|English|Bahasa Indonesia|SMS|JSON|CAP|Atom|PDF|QR|WhatsApp|SHA-256|RPO|RTO|TOTP)\b/g;
const SHOWN_PARAMETERS = /\b(?:text|label|title|legend|hint|caption)="[^"]*[A-Za-z]{2}[^"]*"/g;
const SHOWN_ATTRIBUTES = /\b(?:aria-label|placeholder|alt|title|content)="([^"]*)"/g;

/** Letters and posters of the state are in Indonesian (UU 24/2009 articles 27 and 38). */
const INDONESIAN_ALONE = /^(notice|poster):/;

describe('words', () => {
  it('are the same keys in both languages', () => {
    expect([...known.id].filter((key) => !known.en.has(key) && !INDONESIAN_ALONE.test(key))).toEqual([]);
    expect([...known.en].filter((key) => !known.id.has(key))).toEqual([]);
  });

  it('take the same placeholders in both languages', () => {
    const differ = [...words.id].filter(([key, text]) => {
      const other = words.en.get(key) ?? words.en.get(`${bare(key)}_other`);
      return other !== undefined && placeholders(other).join() !== placeholders(text).join();
    });
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  it('exist for every key that is used', () => {
    const missing = uses.filter(({ key, isPrefix }) =>
      isPrefix ? ![...known.id].some((k) => k.startsWith(key)) : !known.id.has(bare(key)),
    );
    expect(missing.map(({ where, key }) => `${where}: ${key}`)).toEqual([]);
  });

  it('are all used', () => {
    const exact = new Set(uses.filter((use) => !use.isPrefix).map((use) => bare(use.key)));
    const prefixes = uses.filter((use) => use.isPrefix).map((use) => use.key);
    const unused = [...known.id].filter(
      (key) => !key.startsWith('errors-') && !exact.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});

describe('errors', () => {
  const rooms = new Set<string>();
  for (const file of globSync('src/**/*.ts', { cwd: ROOT })) {
    const [, room] = /= defineErrors\('([\w-]+)'/.exec(file.endsWith('.spec.ts') ? '' : read(file)) ?? [];
    if (!room) continue;
    rooms.add(room);
    require(path.join(ROOT, file));
  }
  /** Without those that another test file made up. */
  const declared = () => [...declaredErrors().keys()].filter((code) => rooms.has(code.split('.')[0]!));

  it('have words in both languages', () => {
    const keys = declared().map((code) => `errors-${code.replace('.', ':')}.message`);
    expect(keys.length).toBeGreaterThan(5);
    expect(keys.filter((key) => !known.id.has(key) || !known.en.has(key))).toEqual([]);
  });

  it('have no words left over', () => {
    const codes = new Set(declared());
    const left = [...known.id].filter((key) => key.startsWith('errors-') && !key.includes(':fields.') && !codes.has(codeOf(key)));
    expect(left).toEqual([]);
  });
});

describe('templates', () => {
  it.each(templateFiles())('%s has no words of its own', (file) => {
    expect(literalWords(read(file))).toEqual([]);
  });

  it('would be caught with words of their own', () => {
    expect(literalWords('<p class="x">Silakan {{name}} datang</p>')).toEqual(['Silakan', 'datang']);
    expect(literalWords('{{> tag text="Tutup"}}<a aria-label="Kembali">{{t "a:b"}}</a>')).toEqual(['text="Tutup"', 'Kembali']);
  });
});

/** `errors-people:not-permitted.message` is about `people.not-permitted`. */
function codeOf(key: string): string {
  return key
    .replace('errors-', '')
    .replace(':', '.')
    .replace(/\.(message|hint)$/, '');
}

function literalWords(template: string): string[] {
  const uncommented = template.replace(/\{\{!--[\s\S]*?--\}\}/g, '').replace(/\{\{![\s\S]*?\}\}/g, '');
  const parameters = [...uncommented.matchAll(/\{\{#?>[^}]*\}\}/g)].flatMap(([part]) => part.match(SHOWN_PARAMETERS) ?? []);
  const markup = uncommented.replace(/<(code|pre)>[\s\S]*?<\/\1>/g, ' ').replace(/\{\{\{?[^}]*\}?\}\}/g, ' ');
  const attributes = [...markup.matchAll(SHOWN_ATTRIBUTES)]
    .map((match) => match[1]!)
    .filter((value) => /[A-Z][a-z]|[a-z]{2} [a-z]{2}/.test(value));
  const shown = markup
    .replace(/<!doctype[^>]*>|<[^>]*>/gi, ' ')
    .replace(/&\w+;/g, ' ')
    .replace(SAME_EVERYWHERE, '');
  return [...parameters, ...attributes, ...shown.split(/\s+/)].filter((word) => /[A-Za-z]{2}/.test(word));
}
