import type { Variant } from './answer-renderer.js';

export interface AnswerAddress {
  service: string;
  region: string;
  variant: Variant;
}

/** `35.06.03`, `35.06.03.json` or `35.06.03.txt`. */
export function readAddress(service: string, last: string): AnswerAddress {
  for (const variant of ['json', 'txt'] as const) {
    if (last.endsWith(`.${variant}`)) return { service, region: last.slice(0, -variant.length - 1), variant };
  }
  return { service, region: last, variant: 'html' };
}
