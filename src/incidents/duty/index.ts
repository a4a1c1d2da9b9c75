import { AnswerDutyLink } from './answer-duty-link.js';
import { AnswerVerbs } from './answer-verbs.js';
import { DutyLinkStore } from './duty-link-store.js';
import { DutyLinks } from './duty-links.js';
import { DutyTokens } from './duty-tokens.js';
import { UseDutyCode } from './use-duty-code.js';

export { AnswerDutyLink } from './answer-duty-link.js';
export { type DutyCall, DutyLinks } from './duty-links.js';
export { UseDutyCode } from './use-duty-code.js';
export const DUTY = [AnswerDutyLink, AnswerVerbs, DutyLinks, DutyLinkStore, DutyTokens, UseDutyCode];
