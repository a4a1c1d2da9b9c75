import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('incidents', {
  'no-such-incident': {
    kind: 'not-found',
    message: 'there is no such incident',
    hint: 'list the incidents and use an id from there',
  },
  'no-such-office': {
    kind: 'not-found',
    message: 'there is no office of that name',
    hint: 'use one of the ids in `near`, or list the offices',
  },
  'no-such-part': {
    kind: 'invalid',
    message: 'no service of this office needs that part',
    hint: 'use one of the parts listed for the office',
  },
  'nothing-offered': {
    kind: 'invalid',
    message: 'this office offers no service, so there is nothing to suspend',
    hint: 'add its offerings to the directory first',
  },
  'began-in-future': {
    kind: 'invalid',
    message: 'the incident cannot begin in the future',
    hint: 'give the time at which it began, or leave it out for now',
  },
  'end-before-start': {
    kind: 'invalid',
    message: 'the expected end is not after the beginning',
    hint: 'give a later end, or leave it out while it is unknown',
  },
  'already-declared': {
    kind: 'conflict',
    message: 'this office is already marked closed',
    hint: 'open the incident that closed it',
  },
  'needs-another-person': {
    kind: 'forbidden',
    message: 'a report is confirmed by another person than its reporter',
    hint: 'ask a colleague on the duty roster to confirm',
  },
  'not-allowed-now': {
    kind: 'conflict',
    message: 'this cannot be done in the state the incident is in',
    hint: 'look at the incident again: somebody may have changed it',
  },
  'reopened-before-start': {
    kind: 'invalid',
    message: 'the office cannot have reopened before the incident began',
    hint: 'give the time at which it opened again',
  },
  'reopened-in-future': {
    kind: 'invalid',
    message: 'the office has not reopened yet at that time',
    hint: 'close the incident when the office has opened again',
  },
});
