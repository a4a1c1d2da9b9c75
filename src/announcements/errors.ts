import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('announcements', {
  'no-such-announcement': { kind: 'not-found', message: 'there is no such announcement', hint: 'see the list of announcements' },
  'already-announced': {
    kind: 'conflict',
    message: 'this incident is already announced',
    hint: 'publish what is new as an update of that announcement',
  },
  'already-cancelled': { kind: 'conflict', message: 'this announcement is already cancelled' },
  'incident-ended': { kind: 'conflict', message: 'this incident is over', hint: 'announce an incident that is open' },
  'nothing-to-announce': {
    kind: 'conflict',
    message: 'no service is affected by this incident',
    hint: 'look at the services of the office',
  },
  'no-mail': {
    kind: 'unavailable',
    message: 'this server sends no mail',
    hint: 'set SINAMBUNG_SMTP_URL, or follow the feed instead',
  },
  'no-such-subscription': {
    kind: 'not-found',
    message: 'there is no such subscription',
    hint: 'it was ended, or the link has expired: subscribe again',
  },
});
