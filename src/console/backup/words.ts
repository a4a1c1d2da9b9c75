import type { Lack, Trouble, VaultRole } from '../../backup/index.js';
import { formatNumber, type Locale, type Texts } from '../../platform/index.js';

const LONGEST_ANSWER = 200;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS = [
  { from: 2 * DAY, size: DAY, name: 'days' },
  { from: 2 * HOUR, size: HOUR, name: 'hours' },
  { from: 2 * MINUTE, size: MINUTE, name: 'minutes' },
  { from: 0, size: SECOND, name: 'seconds' },
] as const;
const SIZES = [
  { from: 1e9, size: 1e9, name: 'gb' },
  { from: 1e6, size: 1e6, name: 'mb' },
  { from: 0, size: 1e3, name: 'kb' },
] as const;

/** Figures and troubles of the backup room in words of one language. */
export class Words {
  constructor(
    private readonly texts: Texts,
    private readonly locale: Locale,
  ) {}

  /** Rounded up, in the largest unit that does not mislead. */
  span(ms: number | undefined): string {
    if (ms === undefined) return this.texts.t(this.locale, 'backup:unknown');
    const unit = UNITS.find(({ from }) => ms >= from) ?? UNITS[3];
    return this.texts.t(this.locale, `backup:span.${unit.name}`, { n: formatNumber(Math.ceil(ms / unit.size), this.locale) });
  }

  seconds(seconds: number | undefined): string {
    return this.span(seconds === undefined ? undefined : seconds * SECOND);
  }

  size(bytes: number | undefined): string {
    if (bytes === undefined) return this.texts.t(this.locale, 'backup:unknown');
    const unit = SIZES.find(({ from }) => bytes >= from) ?? SIZES[2];
    return this.texts.t(this.locale, `backup:size.${unit.name}`, { n: formatNumber(bytes / unit.size, this.locale, 1) });
  }

  count(n: number): string {
    return formatNumber(n, this.locale);
  }

  trend(least: string, most: string, last: string): string {
    return this.texts.t(this.locale, 'protection:trend', { least, most, last });
  }

  rate(bytesPerSecond: number | undefined): string {
    if (bytesPerSecond === undefined) return this.texts.t(this.locale, 'backup:unknown');
    return this.texts.t(this.locale, 'backup:size.rate', { size: this.size(bytesPerSecond) });
  }

  /** A medium that the shelf names by a word of its own stays that word. */
  medium(medium: string): string {
    const key = `backup:medium.${medium}`;
    return this.texts.has(key) ? this.texts.t(this.locale, key) : medium;
  }

  /** What is lacking of 3-2-1; `zone` is the name of the source's risk zone, where one is known. */
  lack(lack: Lack, zone: string | undefined): string {
    const key = lack === 'elsewhere' && zone === undefined ? 'elsewhere-unknown' : lack;
    return this.texts.t(this.locale, `backup:three.${key}`, { zone });
  }

  role(role: VaultRole): string {
    return this.texts.t(this.locale, `backup:role.${role}`);
  }

  trouble(trouble: Trouble | undefined): { title: string; hint?: string; detail: string } | undefined {
    if (!trouble) return undefined;
    const key = `errors-${trouble.code.replace('.', ':')}`;
    const words = (part: string) =>
      this.texts.has(`${key}.${part}`)
        ? this.texts.t(this.locale, `${key}.${part}`, { ...trouble.context, detail: shortened(trouble.detail) })
        : undefined;
    return { title: words('message') ?? trouble.detail, hint: words('hint'), detail: trouble.detail };
  }
}

/** What a server answered may be a page long: its first line says what is wrong. */
function shortened(detail: string): string {
  const [first = ''] = detail.split('\n');
  return first.length > LONGEST_ANSWER ? `${first.slice(0, LONGEST_ANSWER)}…` : first;
}
