/** The sheet for the clerks of a host: whose people come, for what, what they bring, what to say, whom to call. */
import { HostSheets } from './host-sheets.js';
import { SheetFrame, SheetPress } from './sheet-press.js';

export { HostSheets } from './host-sheets.js';
export { SheetPress } from './sheet-press.js';
export { type SheetText, sheetText } from './sheet-text.js';
export type { HostSheet, SheetService } from './types.js';
export const HOST_SHEETS = [HostSheets, SheetFrame, SheetPress];
