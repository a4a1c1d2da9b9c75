import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('outreach', {
  'no-such-request': {
    kind: 'not-found',
    message: 'there is no request with this number',
    hint: 'check the number in the message you received',
  },
  'bad-tracking': {
    kind: 'invalid',
    message: 'this is not the number of a request',
    hint: 'it has eight letters and digits, such as K7RA-4MX9; one of them may be mistyped',
  },
  'no-such-village': {
    kind: 'invalid',
    message: 'no village served here has this code',
    hint: 'give the Kemendagri code of a village in the province, such as 35.06.03.2011',
  },
  'village-unclear': {
    kind: 'invalid',
    message: 'which village is meant is not clear',
    hint: 'choose one of the villages, or give its kecamatan too',
  },
  'nobody-to-ask-for': {
    kind: 'invalid',
    message: 'the crew cannot find anybody by this',
    hint: 'give a name or a telephone number',
  },
  'not-a-phone': { kind: 'invalid', message: 'this is not a telephone number', hint: 'write it as 0812…, or leave it out' },
  'asked-already': {
    kind: 'conflict',
    message: 'this number asked for the same service in the last days',
    hint: 'follow that request by its number; it was sent by SMS',
  },
  'not-from-this-state': {
    kind: 'conflict',
    message: 'this cannot be done to the request any more',
    hint: 'open it again: somebody else may have dealt with it',
  },
  'requester-purged': { kind: 'gone', message: 'name and number have been deleted', hint: 'the retention time has passed' },
  'bad-list': {
    kind: 'invalid',
    message: 'the list has wrong rows; nothing was taken',
    hint: 'correct the named rows and send the list again',
  },
  'no-such-visit': { kind: 'not-found', message: 'there is no such visit', hint: 'list the roster to see its visits' },
  'visit-settled': {
    kind: 'conflict',
    message: 'this cannot be done to the visit any more',
    hint: 'cancel it and plan a new one',
  },
  'visit-full': {
    kind: 'conflict',
    message: 'the visit has no place left for so many',
    hint: 'raise its quota, or choose another visit',
  },
  'other-village': {
    kind: 'conflict',
    message: 'the request is for another village or another service',
    hint: 'put it on a visit to its own village',
  },
  'empty-visit': { kind: 'conflict', message: 'nobody is on this visit', hint: 'put somebody on it, or cancel it' },
  'nobody-waits': {
    kind: 'conflict',
    message: 'nobody waits for a visit there',
    hint: 'requests that are planned already stay where they are',
  },
  'past-day': { kind: 'invalid', message: 'the day of the visit is over', hint: 'choose today or a later day' },
  'unreadable-crew-file': {
    kind: 'invalid',
    message: 'this is not a whole file or code of a crew sheet',
    hint: 'send it again from the telephone: it may have been cut off on its way',
  },
  'file-of-another-visit': {
    kind: 'conflict',
    message: 'this file belongs to another visit',
    hint: 'hand it in at its own visit',
  },
  'unknown-request-in-file': {
    kind: 'invalid',
    message: 'the file names a request that is not known here',
    hint: 'keep the file and tell the IT officer; nothing of it was taken',
  },
  'no-conflict': { kind: 'conflict', message: 'there is nothing to settle', hint: 'somebody else may have settled it' },
  'bad-parameters': { kind: 'unavailable', message: 'data/outreach.json cannot be used', hint: 'correct the named field' },
});
