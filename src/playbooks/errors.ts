import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('playbooks', {
  'no-such-run': { kind: 'not-found', message: 'there is no such run', hint: 'open the incident and follow its run' },
  'no-such-step': { kind: 'not-found', message: 'the run has no such step' },
  'no-such-playbook': {
    kind: 'not-found',
    message: 'there is no playbook of that name that can be read',
    hint: 'run: sinambung playbooks check',
  },
  'no-such-file': {
    kind: 'not-found',
    message: 'there is no such playbook file',
    hint: 'give the path of a .yaml file, or none to check the whole shelf',
  },
  unreadable: { kind: 'invalid', message: 'a playbook cannot be read', hint: 'correct the named lines, then check again' },
  'already-running': {
    kind: 'conflict',
    message: 'this playbook already runs for the incident',
    hint: 'open the run that is there',
  },
  'not-allowed-now': {
    kind: 'conflict',
    message: 'this cannot be done in the state the run or step is in',
    hint: 'look at the run again: it may have moved on',
  },
  'other-role': { kind: 'forbidden', message: 'this step is for another role', hint: 'ask somebody with the named role' },
  'incident-ended': { kind: 'conflict', message: 'the incident has ended, so nothing more is begun for it' },
  'no-reroute': {
    kind: 'conflict',
    message: 'no reroute has been proposed for this incident yet',
    hint: 'propose one first, then repeat the step',
  },
});
