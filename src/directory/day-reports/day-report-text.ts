import type { DayReportKind } from './types.js';

export interface SaidBySms {
  kind: DayReportKind;
  people?: number;
  note?: string;
}

const OPEN = /^(loket )?buka( loket)?$/i;
const SERVED = /^(?:ter)?layani(?:\s+(\d{1,5})(?:\s+(?:orang|warga))?)?$/i;
const TURNED_AWAY = /^(?:di)?tolak(?:\s+(\d{1,5})(?:\s+(?:orang|warga)\b)?)?(?:[\s,:-]+(.+))?$/i;

/**
 * "BUKA", "TERLAYANI 40", "DITOLAK 3 blangko habis", in any case of letters. `'unclear'`: it is meant as one of them, but the
 * number is missing; undefined: it is something else.
 */
export function readDayReport(text: string): SaidBySms | 'unclear' | undefined {
  const words = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[.!]+$/, '');
  if (OPEN.test(words)) return { kind: 'open' };
  const served = SERVED.exec(words);
  if (served) return served[1] ? { kind: 'served', people: Number(served[1]) } : 'unclear';
  const turned = TURNED_AWAY.exec(words);
  if (!turned) return undefined;
  const [, people, note] = turned;
  return { kind: 'turned-away', ...(people ? { people: Number(people) } : {}), ...(note ? { note } : {}) };
}
