import { OutreachNames } from './outreach-names.js';
import { RequestController } from './request.controller.js';
import { RequestDesk } from './request-desk.js';
import { RequestPages } from './request-pages.js';
import { RosterController, RosterVerbs } from './roster.controller.js';
import { RosterPages } from './roster-pages.js';

export const OUTREACH_DESK_CONTROLLERS = [RequestController, RosterController];
export const OUTREACH_DESK = [OutreachNames, RequestDesk, RequestPages, RosterPages, RosterVerbs];
