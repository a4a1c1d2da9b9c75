import { normalise } from '../../directory/index.js';
import { trackingIn } from '../../platform/index.js';
import type { Need } from '../types.js';
import { needsIn, peopleIn, withoutNeeds } from './read-needs.js';

/** A request by SMS as far as it is known; kept while something is asked back. */
export interface SmsDraft {
  people: number;
  needs: Need[];
  serviceId?: string;
  villageCode?: string;
  /** Kecamatan that may be meant while the village is not known. */
  kecamatan?: string[];
  /** How often it was asked back in vain. */
  missed: number;
}

export type SmsRead =
  | { kind: 'ask'; draft: SmsDraft; words: string }
  | { kind: 'withdraw' | 'status'; tracking: string }
  | { kind: 'help' };

const KEYWORD = /^\s*(?:jemput|jmput|jempt|jemput ?bola)\b[\s,:.-]*/i;
/** Words of services and of politeness, none of which names a place. */
const NOT_PLACES =
  /\b(pajak|pajek|motor|mobil|kendaraan|stnk|bpkb|plat|pelat|tahunan|tahun|perpanjang|perpanjangan|bayar|balik nama|ktp|layanan|tolong|mohon|minta|untuk|bola|di|saya|kami|pak|bu)\b/g;

/** `JEMPUT KRAS pajak 2 orang, kursi roda`; undefined when it does not begin with the word. */
export function readVisitSms(text: string): SmsRead | undefined {
  if (!KEYWORD.test(text)) return undefined;
  const rest = text.replace(KEYWORD, '').slice(0, 400);
  const tracking = trackingIn(rest);
  if (tracking) return { kind: /\b(batal|batalkan|cabut|cancel)\b/i.test(rest) ? 'withdraw' : 'status', tracking };
  if (normalise(rest) === '') return { kind: 'help' };
  return {
    kind: 'ask',
    draft: { people: Math.min(50, Math.max(1, peopleIn(rest) ?? 1)), needs: needsIn(rest), missed: 0 },
    words: rest,
  };
}

/** What of the words may name a place. */
export function placeWords(words: string): string {
  return withoutNeeds(words).replace(NOT_PLACES, ' ').replace(/\s+/g, ' ').trim();
}

/** The number of a choice that an answer names; undefined where it is none. */
export function choiceIn(text: string): number | undefined {
  const number = /^(?:no(?:mor)? )?(\d{1,2})$/.exec(normalise(text))?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Whether the text begins with a code in capitals, such as that of an agency: then it answers no question of ours. */
export function beginsAnew(text: string): boolean {
  return /^\s*[A-Z]{4,20}\s+\S/.test(text) && text !== text.toUpperCase();
}
