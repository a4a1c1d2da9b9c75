import { DateTime } from 'luxon';
import { type OpeningHours, weekdays } from '../../directory/index.js';
import { addDays, type Locale, type Texts } from '../../platform/index.js';

const A_MONDAY = '2025-09-01';

/** `tanggal 30 Agustus pukul 21.30`: the year is left to whoever listens. */
export function spokenMoment(instant: string, zone: string, locale: Locale): string {
  const at = DateTime.fromISO(instant, { zone }).setLocale(locale);
  return locale === 'id' ? at.toFormat("'tanggal' d LLLL 'pukul' H.mm") : at.toFormat("d LLLL 'at' H:mm");
}

/** `Senin tanggal 1 September`. */
export function spokenDay(date: string, locale: Locale): string {
  return DateTime.fromISO(date)
    .setLocale(locale)
    .toFormat(locale === 'id' ? "cccc 'tanggal' d LLLL" : 'cccc d LLLL');
}

/** Days in a row with the same hours are one: `Senin sampai Kamis 08.00 sampai 12.00, Jumat 08.00 sampai 11.00`. */
export function spokenHours({ always, weekly }: OpeningHours, locale: Locale, texts: Texts): string {
  if (always) return texts.t(locale, 'answers:hours.always');
  const to = texts.t(locale, 'answers:spoken.to');
  const name = (index: number) => DateTime.fromISO(addDays(A_MONDAY, index)).setLocale(locale).toFormat('cccc');
  const said = weekdays.map((day) =>
    (weekly[day] ?? []).map(({ open, close }) => `${clock(open)} ${to} ${clock(close)}`).join(' & '),
  );
  const runs: string[] = [];
  for (let from = 0; from < said.length; ) {
    let until = from;
    while (said[until + 1] === said[from]) until++;
    if (said[from]) runs.push(`${until > from ? `${name(from)} ${to} ${name(until)}` : name(from)} ${said[from]}`);
    from = until + 1;
  }
  return runs.join(', ');
}

/** `08:00` is said 8, `08:30` is said 8.30. */
function clock(time: string): string {
  const [hour = '', minute = ''] = time.split(':');
  return minute === '00' ? String(Number(hour)) : `${Number(hour)}.${minute}`;
}
