/** Characters of GSM 03.38 that count once; the extension table counts twice. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '^{}\\[~]|€';
export const SMS_LENGTH = 160;

const REPLACED: Record<string, string> = {
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
};

/** The text in GSM 03.38: typographic signs are replaced, accents dropped, and what is then unknown becomes `?`. */
export function toGsm(text: string): string {
  const plain = text.replace(/[“”‘’–—…\u00a0]/g, (sign) => REPLACED[sign] ?? sign);
  return [...plain].map((sign) => (isGsm(sign) ? sign : withoutAccent(sign))).join('');
}

/** Septets a text takes in one SMS. */
export function gsmLength(text: string): number {
  return [...text].reduce((sum, sign) => sum + (EXTENDED.includes(sign) ? 2 : 1), 0);
}

/** One SMS: in GSM 03.38 and, when too long, cut at a word with three dots. */
export function fitSms(text: string): string {
  const gsm = toGsm(text);
  if (gsmLength(gsm) <= SMS_LENGTH) return gsm;
  let cut = [...gsm];
  while (gsmLength(cut.join('')) > SMS_LENGTH - 3) cut = cut.slice(0, -1);
  return `${cut.join('').replace(/\s+\S*$/, '')}...`;
}

function isGsm(sign: string): boolean {
  return BASIC.includes(sign) || EXTENDED.includes(sign);
}

function withoutAccent(sign: string): string {
  const base = sign.normalize('NFD').replace(/\p{M}/gu, '');
  return base !== '' && [...base].every(isGsm) ? base : '?';
}
