import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { errors } from '../errors.js';
import { type CrewRecord, outcomes, type TakenRecord } from '../types.js';

/** What a sheet hands over: `sinambung-kunjungan`, version 1. */
export const FORMAT = 'sinambung-kunjungan';
const CODE = /^SJB1\.([A-Za-z0-9_-]+)\.([0-9a-f]{8})$/;

const record = z.object({
  id: z.uuid(),
  number: z.number().int().min(1).max(1_000_000),
  requestId: z.uuid(),
  outcome: z.enum(outcomes),
  people: z.number().int().min(0).max(50),
  note: z.string().trim().max(200).optional(),
  /** The telephone's clock, which may be wrong: kept and shown, never relied on. */
  at: z.string().max(40).optional(),
});

const file = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  visitId: z.uuid(),
  device: z.string().regex(/^[a-z0-9-]{8,40}$/),
  records: z.array(record).max(5000),
});

export type CrewFile = z.output<typeof file>;

/**
 * Reads what came back from a village: the JSON file of a sheet, or its text code (`SJB1.` JSON in base64url `.` CRC-32 of that
 * in hex), with whatever spaces a messenger put in. Throws `outreach.unreadable-crew-file` with the place that is wrong.
 */
export function readCrewFile(text: string): CrewFile {
  const result = file.safeParse(jsonIn(text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw errors.unreadableCrewFile({ place: issue?.path.join('.') || 'JSON', problem: issue?.message });
}

/** The records of a file as they are kept. A clock that says nothing, or something no calendar has, is left out. */
export function recordsOf({ visitId, device, records }: CrewFile, now: Date): TakenRecord[] {
  const taken = records.map(({ at, note, ...one }) => {
    const written: CrewRecord = { ...one, visitId, device, note: note || undefined, writtenAt: clockOf(at) };
    return { ...written, key: keyOf(written), takenAt: now };
  });
  return [...new Map(taken.map((one) => [one.key, one])).values()];
}

function jsonIn(text: string): unknown {
  const packed = CODE.exec(text.replace(/\s+/g, ''));
  if (
    packed &&
    crc32(packed[1] ?? '')
      .toString(16)
      .padStart(8, '0') !== packed[2]
  )
    throw errors.unreadableCrewFile({ place: 'code', problem: 'its check sum differs' });
  try {
    return JSON.parse(packed ? Buffer.from(packed[1] ?? '', 'base64url').toString('utf8') : text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw errors.unreadableCrewFile({ place: 'JSON', problem: (error as Error).message });
  }
}

/** The id with a digest of the content: the same id with other words is another record, and both are kept. */
function keyOf(one: CrewRecord): string {
  const content = [
    one.device,
    one.number,
    one.visitId,
    one.requestId,
    one.outcome,
    one.people,
    one.note ?? '',
    one.writtenAt?.toISOString() ?? '',
  ];
  return `${one.id}:${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)}`;
}

const EARLIEST = Date.parse('1970-01-01T00:00:00Z');
const LATEST = Date.parse('2200-01-01T00:00:00Z');

function clockOf(at: string | undefined): Date | undefined {
  const time = at === undefined ? Number.NaN : Date.parse(at);
  return time >= EARLIEST && time < LATEST ? new Date(time) : undefined;
}
