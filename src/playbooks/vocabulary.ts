import { Injectable } from '@nestjs/common';
import { ROLES } from '../people/index.js';
import type { Action } from './action.js';
import { AskHostsAction } from './actions/ask-hosts.action.js';
import { ProposeRerouteAction } from './actions/propose-reroute.action.js';
import { PublishAnnouncementAction } from './actions/publish-announcement.action.js';
import { NEWS, RESTORED } from './news.js';
import type { Vocabulary } from './read-playbook.js';

/** What the steps of a playbook may say. A new action is a class in `actions/` and a line here. */
@Injectable()
export class PlaybookWords {
  private readonly actions: ReadonlyMap<string, Action>;
  readonly known: Vocabulary;

  constructor(propose: ProposeRerouteAction, askHosts: AskHostsAction, announce: PublishAnnouncementAction) {
    this.actions = new Map([propose, askHosts, announce].map((action) => [action.name, action]));
    this.known = { actions: [...this.actions.keys()], events: [...NEWS.map(({ name }) => name), RESTORED.name], roles: ROLES };
  }

  action(name: string): Action {
    const action = this.actions.get(name);
    if (!action) throw new Error(`no action ${name}`);
    return action;
  }
}
