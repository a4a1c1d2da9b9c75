import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('rerouting', {
  'no-such-reroute': { kind: 'not-found', message: 'there is no such reroute', hint: 'list the reroutes of the incident' },
  'nothing-to-reroute': {
    kind: 'conflict',
    message: 'this incident keeps no service closed',
    hint: 'declare the closure first, or look whether it has been closed or corrected',
  },
  'already-proposed': {
    kind: 'conflict',
    message: 'a reroute for this incident is already being prepared',
    hint: 'go on with it, or withdraw it first',
  },
  'wrong-state': {
    kind: 'conflict',
    message: 'the reroute is in a state that does not allow this',
    hint: 'load it again and look who changed it',
  },
  'changed-meanwhile': {
    kind: 'conflict',
    message: 'the plan changed since you looked at it',
    hint: 'look at the new plan, then decide',
  },
  'same-person': {
    kind: 'forbidden',
    message: 'a second person has to approve',
    hint: 'ask somebody who neither proposed the reroute nor declared the incident',
  },
  'person-needed': { kind: 'forbidden', message: 'only a person can approve a reroute' },
  'no-such-request': { kind: 'not-found', message: 'there is no such question to a host', hint: 'ask for a new link' },
  'already-answered': {
    kind: 'gone',
    message: 'this question has been answered or is no longer asked',
    hint: 'call the person who sent the link to change the answer',
  },
  'service-not-offered': {
    kind: 'invalid',
    message: 'the office does not offer this service',
    hint: 'choose among the services that were asked',
  },
  'nothing-accepted': {
    kind: 'invalid',
    message: 'a yes needs at least one service and one person a day',
    hint: 'answer no when the office cannot take anybody',
  },
  'starts-in-the-past': { kind: 'invalid', message: 'the first day lies in the past' },
  'not-a-host': {
    kind: 'gone',
    message: 'this office receives nobody by a reroute now',
    hint: 'call the person who sent the link when people still come',
  },
  'not-in-plan': {
    kind: 'invalid',
    message: 'the plan does not cover this region and service',
    hint: 'choose among the regions and services of the plan',
  },
  'cannot-be-pinned': {
    kind: 'invalid',
    message: 'nobody can be set to go there for this service',
    hint: 'choose a counter or a travelling unit that gives this service; not everyone can go online',
  },
  'cannot-be-extended': {
    kind: 'invalid',
    message: 'this offering has no hours or no capacity that could grow',
    hint: 'choose a counter whose capacity is known',
  },
  'not-a-unit': { kind: 'invalid', message: 'this offering does not travel', hint: 'choose a travelling unit' },
  'call-in-the-future': { kind: 'invalid', message: 'the call lies in the future' },
});
