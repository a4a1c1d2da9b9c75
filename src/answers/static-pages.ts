import { Injectable } from '@nestjs/common';
import type { Locale } from '../platform/index.js';
import type { Answer } from './types.js';

export const formats = ['html', 'json', 'txt'] as const;
export type Format = (typeof formats)[number];

/** Makes the pages that citizens see. `html` has its style inside and only relative or absolute links that work without the server. */
export interface AnswerPages {
  render(answer: Answer, format: Format, locale: Locale): string;
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
}
