import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import i18next, { type i18n } from 'i18next';
import { Config } from '../config.js';
import { DomainError } from '../errors.js';

export const LOCALES = ['id', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
export type TextParams = Record<string, unknown>;

/**
 * The words of the product. A namespace is a file in `templates/texts/<locale>/`; a key is `<namespace>:<path.to.words>`.
 * English falls back to Indonesian. A key that does not exist throws in tests and shows itself elsewhere.
 */
@Injectable()
export class Texts {
  private readonly catalogue: i18n;
  private readonly strict = process.env.NODE_ENV === 'test';
  private readonly found = new Set<string>();

  constructor(config: Config) {
    this.catalogue = i18next.createInstance();
    void this.catalogue.init({
      lng: 'id',
      fallbackLng: 'id',
      initAsync: false,
      resources: Object.fromEntries(LOCALES.map((locale) => [locale, namespaces(config.shipped('templates', 'texts', locale))])),
      interpolation: { escapeValue: false },
    });
  }

  /** The words for `key`, with `{{name}}` filled from `params`; `params.count` chooses between `_one` and `_other`. */
  t(locale: Locale, key: string, params: TextParams = {}): string {
    if (this.strict) this.mustHave(key, params);
    return this.catalogue.t(key, { ...params, lng: locale });
  }

  has(key: string, params: TextParams = {}): boolean {
    return this.catalogue.exists(key, { ...params, lng: 'id' });
  }

  private mustHave(key: string, params: TextParams): void {
    const asked = `${key} ${params.count ?? ''}`;
    if (this.found.has(asked)) return;
    if (!this.has(key, params)) throw new Error(`no words for ${key}`);
    this.found.add(asked);
  }

  /** What a person is told about a domain error: `errors-<room>:<name>.message` and, where there is one, its hint. */
  error(locale: Locale, error: DomainError): { message: string; hint?: string } {
    const [room, name] = error.code.split('.');
    const key = `errors-${room}:${name}`;
    if (!this.has(`${key}.message`)) return { message: error.message, hint: error.hint };
    const hint = this.has(`${key}.hint`) ? this.t(locale, `${key}.hint`, error.context) : undefined;
    return { message: this.t(locale, `${key}.message`, error.context), hint };
  }
}

function namespaces(folder: string): Record<string, object> {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(files.map((name) => [path.basename(name, '.json'), readCatalogue(path.join(folder, name))]));
}

function readCatalogue(file: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} is not valid JSON`, { cause });
  }
}
