import { Injectable } from '@nestjs/common';
import type { Locale } from '../../platform/index.js';
import type { Answer } from '../types.js';
import type { CopyFile } from './copy-place.js';
import type { IndexEntry } from './manifest.js';

export const formats = ['html', 'json', 'txt'] as const;
export type Format = (typeof formats)[number];

/** A kabupaten or kota with its regions, as the copies list them. */
export interface ListedArea {
  code: string;
  name: string;
  regions: { code: string; name: string; services: IndexEntry[] }[];
}

/** Makes the pages that citizens see. `html` has its style inside and only relative or absolute links that work without the server. */
export interface AnswerPages {
  render(answer: Answer, format: Format, locale: Locale): string;
  /** `areas` alone: the page of all of them; with `area`, the page of one. Links are relative to where they stand. */
  index(areas: ListedArea[], locale: Locale, area?: ListedArea): string;
}

/** Where the front that makes citizen pages says so, at start: `staticPages.use(renderer)`. Without it the copies are JSON alone. */
@Injectable()
export class StaticPages {
  private pages?: AnswerPages;

  use(pages: AnswerPages): void {
    this.pages = pages;
  }

  /** What is written for one answer, by file name. */
  filesOf(answer: Answer): Record<string, string> {
    if (!this.pages) return { 'answer.json': `${JSON.stringify(answer, null, 1)}\n` };
    const render = (format: Format) => this.pages!.render(answer, format, 'id');
    return { 'index.html': render('html'), 'answer.json': render('json'), 'answer.txt': render('txt') };
  }

  /** `wilayah/<code>.html` for those that were touched, and `index.html` where it names more than before. */
  indexFiles(areas: ListedArea[], touched: ListedArea[], hasGrown: boolean): CopyFile[] {
    const { pages } = this;
    if (!pages) return [];
    const areaFiles = touched.map((area) => ({ path: `wilayah/${area.code}.html`, text: pages.index(areas, 'id', area) }));
    return [...(hasGrown ? [{ path: 'index.html', text: pages.index(areas, 'id') }] : []), ...areaFiles];
  }
}
