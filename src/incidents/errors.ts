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
  'needs-callback': {
    kind: 'conflict',
    message: 'this report came by SMS: the registered number is called back first',
    hint: 'call the number that is registered, not one from the message, and log the callback',
  },
  'no-callback-needed': {
    kind: 'conflict',
    message: 'this report did not come by SMS',
    hint: 'confirm it without a callback',
  },
  'callback-time': {
    kind: 'invalid',
    message: 'the callback was not made between the report and now',
    hint: 'give the time of the call, or leave it out for now',
  },
  'duty-link-gone': {
    kind: 'gone',
    message: 'this link was used already, has expired or is for somebody who left the roster',
    hint: 'sign in and open the incident, or wait for the next message',
  },
  'nothing-reported-there': {
    kind: 'conflict',
    message: 'no report of this office waits for a confirmation',
    hint: 'look at the page of the office: somebody may have confirmed already',
  },
  'which-office': {
    kind: 'invalid',
    message: 'this may mean several offices, or none',
    hint: 'choose one of the offices in `near`',
  },
  'no-such-offices': {
    kind: 'not-found',
    message: 'there are no offices of these names; nothing was done',
    hint: 'correct the names in `offices`, and send the whole list again',
  },
  'idle-offices': {
    kind: 'invalid',
    message: 'some of these offices offer no service; nothing was done',
    hint: 'leave the offices in `offices` out of the list',
  },
  'nothing-in-area': {
    kind: 'invalid',
    message: 'no office with services lies in this area',
    hint: 'widen the area, or list the offices',
  },
  'all-already-declared': {
    kind: 'conflict',
    message: 'all of these offices are already marked closed',
    hint: 'open the incidents in `already`',
  },
  'no-such-wave': { kind: 'not-found', message: 'there is no such wave', hint: 'list the waves and use an id from there' },
  'nothing-to-do-in-wave': {
    kind: 'conflict',
    message: 'no incident of this wave is in a state in which this can be done',
    hint: 'look at the wave again: somebody may have changed it',
  },
  'no-such-alarm': { kind: 'not-found', message: 'there is no such alarm', hint: 'look at the console again' },
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
  'return-in-the-past': {
    kind: 'invalid',
    message: 'a stage of the return must begin after today',
    hint: 'close the incident when everything is back today',
  },
  'returns-twice': { kind: 'invalid', message: 'a service is in two stages of the return', hint: 'name each service once' },
  'not-held': {
    kind: 'invalid',
    message: 'this incident does not keep that service closed',
    hint: 'choose among the services that are closed now',
  },
});
