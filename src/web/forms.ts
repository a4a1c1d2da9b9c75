import { DomainError, type FieldError, type Locale, type Texts } from '../platform/index.js';

/** What the parts `errors`, `field`, `select`, … show of a form. */
export interface Form {
  values: Record<string, unknown>;
  /** Words by field name. */
  errors: Record<string, string>;
  list: { field?: string; text: string; hint?: string }[];
}

/** What somebody sent, and why it was not done. */
export interface Failed<Sent extends object = object> {
  sent: Sent;
  error: unknown;
}

/** A field as one text: empty where it was left out or sent more than once. */
export function wordIn(field: unknown): string {
  return typeof field === 'string' ? field : '';
}

export function emptyForm(values: Record<string, unknown> = {}): Form {
  return { values, errors: {}, list: [] };
}

/** The form as it was sent, with what was wrong. Rethrows what is not a domain error. */
export function failedForm(texts: Texts, locale: Locale, values: Record<string, unknown>, error: unknown): Form {
  if (!(error instanceof DomainError)) throw error;
  const { message, hint } = texts.error(locale, error);
  const fields = error.context.fields ?? [];
  if (fields.length === 0) return { values, errors: {}, list: [{ text: message, hint }] };
  const list = fields.map((field) => ({ field: field.field, text: fieldWords(texts, locale, field, error.code, message) }));
  return { values, errors: Object.fromEntries(list.map(({ field, text }) => [field, text])), list };
}

/** The form as it was sent where it failed, over what it starts with; rethrows what is not a domain error. */
export function formAfter(failed: Failed | undefined, texts: Texts, locale: Locale, start: Record<string, unknown> = {}): Form {
  return failed ? failedForm(texts, locale, { ...start, ...failed.sent }, failed.error) : emptyForm(start);
}

/**
 * A room may word a field's error as `errors-<room>:fields.<field>`; else it is said why the field was refused, or what the error
 * that names it (its code and its message) says.
 */
export function fieldWords(
  texts: Texts,
  locale: Locale,
  { field, reason, limit }: FieldError,
  code: string,
  message: string,
): string {
  const key = `errors-${code.split('.')[0]}:fields.${field}`;
  if (texts.has(key)) return texts.t(locale, key);
  if (reason) return texts.t(locale, `web:form.reason.${reason}`, { limit });
  return code === 'platform.bad-input' ? texts.t(locale, 'web:form.invalid') : message;
}
