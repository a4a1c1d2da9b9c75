/** `+62812•••••890`: enough to tell two senders apart, too little to call one. */
export function masked(address: string): string {
  if (address.length < 8) return '•'.repeat(address.length);
  return `${address.slice(0, 6)}${'•'.repeat(Math.max(3, address.length - 9))}${address.slice(-3)}`;
}

/** An Indonesian number in international form, or what was given when it is none (short codes, sender names). */
export function normalNumber(from: string): string {
  const digits = from.replace(/[\s().-]/g, '');
  if (/^\+?62\d{6,13}$/.test(digits)) return `+${digits.replace('+', '')}`;
  if (/^0\d{7,13}$/.test(digits)) return `+62${digits.slice(1)}`;
  return digits.slice(0, 32);
}
