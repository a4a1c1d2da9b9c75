import { randomInt } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U. 60 random bits cannot be guessed or counted through. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** `'7K3M-9QPX-2VTA'`. */
export function newNoticeCode(): string {
  return grouped(Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''));
}

/** A code as somebody typed it: any case, with or without dashes, `o` for 0, `i` or `l` for 1. Undefined when it is none. */
export function readNoticeCode(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const good = plain.length === LENGTH && [...plain].every((letter) => ALPHABET.includes(letter));
  return good ? grouped(plain) : undefined;
}

function grouped(plain: string): string {
  return plain.match(/.{4}/g)!.join('-');
}
