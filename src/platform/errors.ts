export type ErrorKind = 'invalid' | 'not-found' | 'conflict' | 'forbidden' | 'gone' | 'unavailable';

/** Why a field was refused, for words in the reader's language; `limit` is the bound that it is beyond. */
export interface FieldReason {
  reason:
    | 'missing'
    | 'too-short'
    | 'too-long'
    | 'too-small'
    | 'too-big'
    | 'not-a-number'
    | 'not-whole'
    | 'not-a-date'
    | 'not-an-email'
    | 'not-an-address'
    | 'not-an-id'
    | 'not-one-of';
  limit?: number;
}

export interface FieldError extends Partial<FieldReason> {
  field: string;
  message: string;
}

export interface ErrorContext {
  [key: string]: unknown;
  fields?: FieldError[];
}

/**
 * What a room throws when it cannot do what was asked. `code` is `<room>.<name>`, stable, and names the words for people in
 * `templates/texts/<locale>/errors-<room>.json`; `context` fills their placeholders. Only fronts turn it into HTTP or an exit code.
 */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    message: string,
    readonly hint?: string,
    readonly context: ErrorContext = {},
  ) {
    super(message);
    this.name = 'DomainError';
  }
}

interface ErrorDefinition {
  kind: ErrorKind;
  message: string;
  hint?: string;
}

type Camel<S extends string> = S extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<Camel<Tail>>}` : S;
type ErrorMakers<D extends Record<string, ErrorDefinition>> = {
  [K in keyof D & string as Camel<K>]: (context?: ErrorContext) => DomainError;
};

const declared = new Map<string, ErrorDefinition>();

/** Declares a room's errors; `{ 'no-such-office': … }` becomes `errors.noSuchOffice({ … })`. */
export function defineErrors<const D extends Record<string, ErrorDefinition>>(room: string, definitions: D): ErrorMakers<D> {
  const makers: Record<string, (context?: ErrorContext) => DomainError> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const code = `${room}.${name}`;
    declared.set(code, definition);
    makers[camel(name)] = (context) => new DomainError(code, definition.kind, definition.message, definition.hint, context);
  }
  return makers as ErrorMakers<D>;
}

/** Every error code of every loaded room, for the test that looks for their words. */
export function declaredErrors(): ReadonlyMap<string, ErrorDefinition> {
  return declared;
}

function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
