import type { Span } from './types.js';

/** `08:00-12:00, 13.00-15.00` as spans, in the order in which they are written; empty where nothing is. What is no time stays as it is, for the check to name. */
export function spansIn(text: string): Span[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [open = '', close = ''] = part.split(/\s*[-–]\s*/).map((time) => time.replace('.', ':').replace(/^(\d):/, '0$1:'));
      return { open, close };
    });
}

/** The same, as people write it here: `08.00-12.00, 13.00-15.00`. */
export function spansText(spans: Span[]): string {
  return spans.map(({ open, close }) => `${open.replace(':', '.')}-${close.replace(':', '.')}`).join(', ');
}
