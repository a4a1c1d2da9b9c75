const WORD = /[\p{L}\p{N}]+(?:[.'’-][\p{L}\p{N}]+)*/gu;
const NUMBER = /^\d+(?:[.,:]\d+)*$/;

/**
 * Words as a voice says them in Indonesian: a number is as many as it is read with (`30` is tiga puluh, `21.30` dua puluh satu
 * tiga puluh), letters and digits in one are said one by one.
 */
export function spokenWords(text: string): number {
  return [...text.matchAll(WORD)].reduce((count, [word]) => count + wordsIn(word), 0);
}

function wordsIn(word: string): number {
  if (NUMBER.test(word)) return word.split(/[.,:]/).reduce((count, digits) => count + wordsInNumber(Number(digits)), 0);
  return /\d/.test(word) ? word.length : 1;
}

/** `11` sebelas, `17` tujuh belas, `20` dua puluh, `100` seratus, `2025` dua ribu dua puluh lima. */
function wordsInNumber(value: number): number {
  if (value < 10) return 1;
  if (value < 20) return value < 12 ? 1 : 2;
  if (value < 100) return 2 + rest(value % 10);
  if (value < 1000) return (value < 200 ? 1 : 2) + rest(value % 100);
  if (value < 1_000_000) return (value < 2000 ? 1 : wordsInNumber(Math.floor(value / 1000)) + 1) + rest(value % 1000);
  return String(value).length;
}

const rest = (value: number) => (value === 0 ? 0 : wordsInNumber(value));
