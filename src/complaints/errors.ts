import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('complaints', {
  'no-such-complaint': {
    kind: 'not-found',
    message: 'there is no complaint with this number',
    hint: 'check the number in the message you received',
  },
  'bad-tracking': {
    kind: 'invalid',
    message: 'this is not a complaint number',
    hint: 'it has eight letters and digits, such as K7RA-4MX9; one of them may be mistyped',
  },
  'not-from-this-state': {
    kind: 'conflict',
    message: 'this cannot be done to the complaint any more',
    hint: 'open the complaint again: somebody else may have dealt with it',
  },
  'not-resolved': {
    kind: 'conflict',
    message: 'an automatic answer does not resolve a complaint',
    hint: 'answer it first, or close it as duplicate, withdrawn or not a complaint',
  },
  'nothing-to-say': { kind: 'invalid', message: 'the message has no text', hint: 'write what you want to ask or report' },
  'no-such-office': { kind: 'invalid', message: 'there is no such office', hint: 'choose one from the list' },
  'sender-purged': { kind: 'gone', message: 'the number of this sender has been deleted', hint: 'the retention time has passed' },
  'no-sender': { kind: 'not-found', message: 'this complaint came without a number' },
  'sms-not-set-up': {
    kind: 'unavailable',
    message: 'incoming SMS are not set up on this server',
    hint: 'set SINAMBUNG_SMS_SECRET to the secret of your gateway',
  },
  'bad-signature': {
    kind: 'forbidden',
    message: 'the message is not signed by the gateway',
    hint: 'send X-Sinambung-Secret or X-Sinambung-Signature',
  },
  'bad-parameters': { kind: 'unavailable', message: 'data/complaints.json cannot be used', hint: 'correct the named field' },
});
