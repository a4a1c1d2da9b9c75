const PLATE = /^([A-Z]{1,2})\s?(\d{1,4})\s?([A-Z]{0,3})$/;

/** `'ag1234bx'` as `'AG 1234 BX'`; undefined when it is no plate. */
export function normalPlate(text: string): string | undefined {
  const match = PLATE.exec(text.trim().toUpperCase().replace(/\s+/g, ' '));
  return match ? [match[1], match[2], match[3]].filter(Boolean).join(' ') : undefined;
}
