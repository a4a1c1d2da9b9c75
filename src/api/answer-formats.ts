import { type Answer, forwardText, smsText, spokenText, structuredData } from '../answers/index.js';
import type { Locale, Texts } from '../platform/index.js';

export const answerFormats = ['json', 'sms', 'forward', 'spoken', 'schema.org'] as const;
export type AnswerFormat = (typeof answerFormats)[number];

/** One record in the format that was asked for, with its media type. `url` is the address of its page. */
export function formatted(
  answer: Answer,
  format: AnswerFormat,
  { locale, texts, url }: { locale: Locale; texts: Texts; url: string },
): { type: string; body: string } {
  if (format === 'json') return { type: 'application/json; charset=utf-8', body: JSON.stringify(answer) };
  if (format === 'schema.org')
    return { type: 'application/ld+json; charset=utf-8', body: JSON.stringify(structuredData(answer, url)) };
  const say = { sms: smsText, forward: forwardText, spoken: spokenText }[format];
  return { type: 'text/plain; charset=utf-8', body: say(answer, locale, texts, url) };
}
