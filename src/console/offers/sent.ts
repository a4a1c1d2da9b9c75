import { spansIn, type Weekday, weekdays } from '../../directory/index.js';
import { wordIn } from '../../web/index.js';

/** What a form sent: one text or several a field. */
export type Sent = Record<string, string | string[]>;

/** A field as one text, undefined where nothing was written. */
export function given(sent: Sent, field: string): string | undefined {
  return wordIn(sent[field]).trim() || undefined;
}

/** All values of a field that can be sent several times. */
export function chosen(sent: Sent, field: string): string[] {
  const value = sent[field];
  return value === undefined ? [] : [value].flat();
}

/** A number as it was written; what is none is handed on for the verb to refuse. */
export function figure(sent: Sent, field: string): number | undefined {
  const text = given(sent, field);
  return text === undefined ? undefined : Number(text.replace(',', '.'));
}

/** Words in both languages from `<name>.id` and `<name>.en`; undefined where neither was written. */
export function bothWords(sent: Sent, name: string): { id?: string; en?: string } | undefined {
  const [id, en] = [given(sent, `${name}.id`), given(sent, `${name}.en`)];
  return id === undefined && en === undefined ? undefined : { id, en };
}

/** The rows `<name>.0`, `<name>.1`, … that were filled in. */
export function rows(sent: Sent, name: string, most: number): { id?: string; en?: string }[] {
  return Array.from({ length: most }, (_, index) => bothWords(sent, `${name}.${index}`)).filter((row) => row !== undefined);
}

/** The week from `hours.mon`, …; undefined where no day was written. */
export function week(sent: Sent): Partial<Record<Weekday, ReturnType<typeof spansIn>>> | undefined {
  const days = weekdays.map((day) => [day, given(sent, `hours.${day}`)] as const).filter(([, text]) => text !== undefined);
  return days.length === 0 ? undefined : Object.fromEntries(days.map(([day, text]) => [day, spansIn(text ?? '')]));
}
