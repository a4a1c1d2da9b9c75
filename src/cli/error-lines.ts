import type { DomainError, FieldError, Texts } from '../platform/index.js';

interface Fault {
  file?: string;
  row: number | '';
  column: string;
  problem: string;
}

/** Whose texts name the faults of a refused file, under `fault`. */
const FAULT_TEXTS: Record<string, string> = {
  'backup.bad-settlement': 'losses',
  'backup.bad-archive': 'archives',
  'custody.bad-register': 'custody',
};

/** Which command shows the id that was wanted. */
const SHOWN_BY: Record<string, string> = {
  pointId: 'sinambung backup list SOURCE',
  requestId: 'sinambung backup retention SOURCE',
  holdId: 'sinambung backup retention SOURCE --json',
  restoreId: 'sinambung restore show SOURCE',
  settlementId: 'sinambung loss list SOURCE',
  paymentId: 'sinambung loss worklist SETTLEMENT',
};

/** What went wrong, each fault on a line of its own, and what to do; by their codes where there are no texts yet. */
export function errorLines(error: DomainError, texts?: Texts): string[] {
  const { fields = [], faults = [], summary, ...facts } = error.context as DomainError['context'] & { faults?: Fault[] };
  const wrong = [...fieldLines(fields), ...faultLines(error, faults, texts)];
  const told = wrong.length > 0 ? wrong : factLines({ ...facts, ...(summary !== undefined && { summary }) });
  const hint = hintFor(fields) ?? error.hint;
  return [error.message, ...told.map((line) => `  ${line}`), ...(hint ? [`hint: ${hint}`] : [])];
}

/** Like `bank.csv:3:NOMINAL  not an amount`. */
export function faultLine({ file, row, column }: Omit<Fault, 'problem'>, words: string): string {
  return `${[file, row, column].filter((part) => part !== undefined && part !== '').join(':')}  ${words}`;
}

function faultLines({ code, context }: DomainError, faults: readonly Fault[], texts?: Texts): string[] {
  const rest = Number(context.count ?? context.wrong) - faults.length;
  const file = typeof context.file === 'string' ? context.file : 'row';
  const lines = faults.map((fault) =>
    faultLine({ file, ...fault }, texts?.t('en', `${FAULT_TEXTS[code]}:fault.${fault.problem}`) ?? fault.problem),
  );
  const days = context.first ? [`days that are taken: ${context.first} to ${context.last}`] : [];
  return [...lines, ...(rest > 0 ? [moreLine(rest)] : []), ...days];
}

export function moreLine(count: number): string {
  return `… and ${count} more`;
}

function fieldLines(fields: readonly FieldError[]): string[] {
  return fields.map(({ field, message, reason }) => `${field}: ${reason === 'not-an-id' ? 'not an id' : message}`);
}

function hintFor(fields: readonly FieldError[]): string | undefined {
  const wanted = fields.find(({ field, reason }) => reason === 'not-an-id' && SHOWN_BY[field]);
  return wanted && `ids are shown by: ${SHOWN_BY[wanted.field]}`;
}

function factLines(facts: object): string[] {
  return Object.entries(facts).map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`);
}
