import { gsmLength, toGsm } from '../answers/index.js';

export const SMS_LENGTH = 160;

/** One SMS: in GSM 03.38 and, when too long, cut at a word with three dots. */
export function fitSms(text: string): string {
  const gsm = toGsm(text);
  if (gsmLength(gsm) <= SMS_LENGTH) return gsm;
  let cut = [...gsm];
  while (gsmLength(cut.join('')) > SMS_LENGTH - 3) cut = cut.slice(0, -1);
  return `${cut.join('').replace(/\s+\S*$/, '')}...`;
}
