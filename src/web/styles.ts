import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/index.js';

/** Without a build a process compiles each sheet once, however many applications it opens. */
const compiled = new Map<string, string>();

/** The style sheets: the portal's goes into each page (its hash into the CSP), the console's is a file whose name changes with it. */
@Injectable()
export class Styles {
  portal = '';
  portalHash = '';
  console = '';
  consolePath = '';

  /** Settled when the sheets are there; the application does not start before. */
  readonly ready: Promise<void>;

  constructor(private readonly config: Config) {
    this.ready = this.load();
  }

  private async load(): Promise<void> {
    this.portal = await this.css('portal', /^portal\.css$/);
    this.console = await this.css('console', /^console-.*\.css$/);
    this.portalHash = `'sha256-${createHash('sha256').update(this.portal).digest('base64')}'`;
    this.consolePath = `/aset/console-${createHash('sha256').update(this.console).digest('hex').slice(0, 12)}.css`;
  }

  /** What the build compiled; without a build (tests), compiled here. */
  private async css(name: string, file: RegExp): Promise<string> {
    const folder = this.config.shipped('dist', 'assets');
    const built = existsSync(folder) ? readdirSync(folder).find((entry) => file.test(entry)) : undefined;
    if (built) return readFileSync(path.join(folder, built), 'utf8');
    const source = this.config.shipped('styles', `${name}.scss`);
    const known = compiled.get(source) ?? (await this.compile(source));
    compiled.set(source, known);
    return known;
  }

  private async compile(source: string): Promise<string> {
    const { compile } = await import('sass');
    return compile(source, { style: 'compressed', loadPaths: [this.config.shipped('node_modules')], charset: false }).css;
  }
}
