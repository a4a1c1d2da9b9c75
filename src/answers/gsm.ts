/** GSM 03.38, 6.2.1: the default alphabet; letters of the extension table take two places. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENSION = new Set('^{}\\[~]|€');
const LOOKALIKES: Record<string, string> = {
  '’': "'",
  '‘': "'",
  '`': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '•': '-',
  '\t': ' ',
};
const COMBINING = /\p{M}/gu;

/** The text in letters that every telephone shows; what has no likeness becomes a question mark. */
export function toGsm(text: string): string {
  return [...text.replace(/[\u00a0\u202f]/g, ' ')].map(letter).join('');
}

function letter(char: string): string {
  if (BASIC.has(char) || EXTENSION.has(char)) return char;
  const alike = LOOKALIKES[char] ?? char.normalize('NFKD').replace(COMBINING, '');
  return [...alike].every((part) => BASIC.has(part)) ? alike : '?';
}

/** Places taken in an SMS. */
export function gsmLength(text: string): number {
  return [...text].reduce((places, char) => places + (EXTENSION.has(char) ? 2 : 1), 0);
}

export function isGsm(text: string): boolean {
  return [...text].every((char) => BASIC.has(char) || EXTENSION.has(char));
}
