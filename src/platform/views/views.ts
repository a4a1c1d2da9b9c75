import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import Handlebars, { type TemplateDelegate } from 'handlebars';
import { Config } from '../config.js';
import { type Locale, Texts } from '../texts/index.js';
import { helpers, type ViewData } from './helpers.js';

export type Layout = 'portal' | 'console';

export interface ViewContext {
  locale: Locale;
  /** IANA zone that times are shown in; Asia/Jakarta when absent. */
  zone?: string;
  /** What the layout shows around the page; `web` makes it. */
  frame?: object;
}

/**
 * Pages from Handlebars. `templates/layouts/<layout>.hbs` frames `templates/pages/<room>/<page>.hbs`; pieces in
 * `templates/parts/` are partials by their file name. All are read once, at start.
 */
@Injectable()
export class Views {
  private readonly engine = Handlebars.create();
  private readonly pages: Map<string, TemplateDelegate>;
  private readonly layouts: Map<string, TemplateDelegate>;

  constructor(config: Config, texts: Texts) {
    const folder = (name: string) => config.shipped('templates', name);
    for (const [name, helper] of Object.entries(helpers(texts)))
      this.engine.registerHelper(name, helper as Handlebars.HelperDelegate);
    this.layouts = this.read(folder('layouts'));
    this.pages = this.read(folder('pages'));
    for (const [name, part] of this.read(folder('parts'))) this.engine.registerPartial(name, part);
  }

  /** A whole page. `page` is `<room>/<page>`; the page sets its title with `{{title (t "…")}}`. */
  page(layout: Layout, page: string, data: object, context: ViewContext): string {
    const view = this.view(context);
    const frame = context.frame ?? {};
    const body = this.find(this.pages, page)({ ...data, frame }, { data: view });
    return this.find(this.layouts, layout)({ ...frame, body, title: view.page.title }, { data: view });
  }

  /** A page without its frame: for fragments, mails and feeds. */
  fragment(page: string, data: object, context: ViewContext): string {
    return this.find(this.pages, page)(data, { data: this.view(context) });
  }

  private view({ locale, zone = 'Asia/Jakarta' }: ViewContext): ViewData {
    return { locale, zone, page: {} };
  }

  private find(templates: Map<string, TemplateDelegate>, name: string): TemplateDelegate {
    const template = templates.get(name);
    if (!template) throw new Error(`there is no template ${name}.hbs`);
    return template;
  }

  private read(folder: string): Map<string, TemplateDelegate> {
    if (!existsSync(folder)) return new Map();
    const files = globSync('**/*.hbs', { cwd: folder });
    return new Map(files.map((file) => [nameOf(file), this.engine.compile(readFileSync(path.join(folder, file), 'utf8'))]));
  }
}

function nameOf(file: string): string {
  return file.replaceAll(path.sep, '/').replace(/\.hbs$/, '');
}
