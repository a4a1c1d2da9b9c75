const SHOWN = 20;
const LONGEST = 200;

/** One value that differs inside a fact; `place` is empty for the fact itself. */
export interface Difference {
  place: string;
  from: string;
  to: string;
}

/** What differs between two values, each where it stands: `weekly mon 1 open: 08:00, 07:30`. Lists of words are compared as sets. */
export function differences(before: unknown, after: unknown): Difference[] {
  return [...leaves(before, after, [])].slice(0, SHOWN);
}

function* leaves(before: unknown, after: unknown, path: string[]): Generator<Difference> {
  if (isList(before) && isList(after)) {
    const [gone, come] = [before.filter((word) => !after.includes(word)), after.filter((word) => !before.includes(word))];
    if (gone.length + come.length > 0) yield told(path, gone, come);
  } else if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* leaves(before[key], after[key], [...path, Array.isArray(after) ? String(Number(key) + 1) : key]);
  } else if (JSON.stringify(before) !== JSON.stringify(after)) yield told(path, before, after);
}

function told(path: string[], from: unknown, to: unknown): Difference {
  return { place: path.join(' '), from: short(from), to: short(to) };
}

/** A value as a line of text. */
function short(value: unknown): string {
  if (value === undefined) return '';
  const text = isList(value) ? value.join(', ') : isObject(value) ? Object.values(value).map(short).join(' · ') : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
