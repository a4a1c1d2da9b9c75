import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorKind, type FieldError, isDatabaseAway, type Locale, type Texts } from '../platform/index.js';

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  'not-found': 404,
  conflict: 409,
  forbidden: 403,
  gone: 410,
  unavailable: 503,
};
const NOT_FOUND = 404;
/** Statuses that the frame itself gives, by the key of their words in `web:error`. */
const KEYS: Record<number, string> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'gone',
  422: 'invalid',
  429: 'too-many',
  503: 'unavailable',
};

/** What went wrong, ready to be shown as JSON or as a page. `reference` only where it is in the log. */
export interface Problem {
  status: number;
  code: string;
  /** Short, in the reader's language. */
  title: string;
  detail?: string;
  hint?: string;
  fields?: FieldError[];
  reference?: string;
}

export function problemOf(error: unknown, locale: Locale, texts: Texts, reference: () => string): Problem {
  if (error instanceof DomainError) return domainProblem(error, locale, texts);
  const status = statusOf(error);
  if (status >= 500 && status !== 503)
    return { status, code: 'web.unknown', ...words('unknown', locale, texts), reference: reference() };
  const key = KEYS[status] ?? 'invalid';
  return { status, code: `web.${key}`, ...words(key, locale, texts) };
}

/** Problem details of RFC 9457, with `code`, `hint`, `fields` and `reference` beside. */
export function problemJson({ status, code, title, detail, ...more }: Problem, instance: string): object {
  return { type: `urn:sinambung:error:${code}`, title, status, detail, instance, code, ...more };
}

function domainProblem(error: DomainError, locale: Locale, texts: Texts): Problem {
  const status = error.code === 'people.not-signed-in' ? 401 : STATUS[error.kind];
  const { message, hint } = texts.error(locale, error);
  return {
    status,
    code: error.code,
    title: texts.t(locale, `web:error.${KEYS[status]}`),
    detail: message,
    hint,
    fields: error.context.fields,
  };
}

function words(key: string, locale: Locale, texts: Texts): { title: string; detail?: string } {
  const detail = `web:error.${key}-text`;
  return { title: texts.t(locale, `web:error.${key}`), detail: texts.has(detail) ? texts.t(locale, detail) : undefined };
}

/** What PostgreSQL says of a text or a moment that it cannot hold: a NUL, half a character, a year beyond its own. */
const UNHOLDABLE = new Set(['22021', '22P05', '22008']);
/** What it says of an id that nothing can have. */
const NO_ID = { code: '22P02', message: /type uuid/ };

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (isDatabaseAway(error)) return 503;
  const { code = '', message = '' } = (error as { driverError?: { code?: string; message?: string } } | null)?.driverError ?? {};
  if (UNHOLDABLE.has(code)) return 400;
  if (code === NO_ID.code && NO_ID.message.test(message)) return NOT_FOUND;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
