import { DropPaper } from './drop-paper.js';
import { EnterPaper } from './enter-paper.js';
import { PaperStore } from './paper-store.js';
import { PaperWork } from './paper-work.js';
import { RegisterPaper } from './register-paper.js';

/** What was done on paper meanwhile. */
export const PAPER_DOORS = [RegisterPaper, EnterPaper, DropPaper, PaperWork];
export const PAPER_PARTS = [PaperStore];
