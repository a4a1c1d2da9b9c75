/** A whole telephone number, after `normalNumber`. */
export function isPhone(number: string): boolean {
  return /^\+?\d{8,15}$/.test(number);
}
