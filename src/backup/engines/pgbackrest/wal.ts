const ARCHIVED = /\/([0-9A-F]{24})-[0-9a-f]{40}(\.[a-z0-9]+)?$/;
const LOG_BYTES = 0x1_0000_0000;
const NAMED = 3;

/** One segment of the log as it lies in the vault. */
export interface Segment {
  name: string;
  key: string;
}

/** Oldest first; what is no segment is left out. */
export function segmentsIn(keys: readonly string[], segmentBytes: number): Segment[] {
  return keys
    .flatMap((key) => {
      const name = ARCHIVED.exec(key)?.[1];
      return name ? [{ name, key }] : [];
    })
    .sort((a, b) => numberOf(a.name, segmentBytes) - numberOf(b.name, segmentBytes) || (a.name < b.name ? -1 : 1));
}

/** The place of a segment in the whole log, whatever the timeline; `segmentBytes` is the server's wal_segment_size. */
export function numberOf(name: string, segmentBytes: number): number {
  return Number.parseInt(name.slice(8, 16), 16) * (LOG_BYTES / segmentBytes) + Number.parseInt(name.slice(16), 16);
}

export interface Hole {
  /** The last segment before it. */
  last: Segment;
  /** The first segment after it. */
  next: Segment;
  /** At most the first and the last few. */
  missing: string[];
}

/** Where the log is not continuous, from the segment `begin` on: a new timeline goes on where the old one was left. */
export function holes(segments: readonly Segment[], begin: string, segmentBytes: number): Hole[] {
  const place = ({ name }: Segment) => numberOf(name, segmentBytes);
  const here = segments.filter((segment) => place(segment) >= numberOf(begin, segmentBytes));
  return here.slice(1).flatMap((next, index) => {
    const last = here[index] as Segment;
    const missing = place(next) - place(last) - 1;
    if (missing <= 0) return [];
    const numbers = Array.from({ length: missing }, (_, n) => place(last) + 1 + n);
    const shown = missing > 2 * NAMED ? [...numbers.slice(0, NAMED), ...numbers.slice(-NAMED)] : numbers;
    return [{ last, next, missing: shown.map((number) => nameOf(next.name.slice(0, 8), number, segmentBytes)) }];
  });
}

function nameOf(timeline: string, number: number, segmentBytes: number): string {
  const perLog = LOG_BYTES / segmentBytes;
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0');
  return `${timeline}${hex(Math.floor(number / perLog))}${hex(number % perLog)}`;
}
