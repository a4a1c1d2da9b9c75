import type { Actor } from '../people/index.js';

/**
 * Something a room can do by itself in a playbook: `do: rerouting.propose`. It calls verbs and nothing else; they join the
 * transaction that also marks the step as done, so that it happens once or not at all.
 */
export interface Action {
  /** As it is written in a playbook. */
  readonly name: string;
  perform(incidentId: string, by: Actor): Promise<void>;
}
