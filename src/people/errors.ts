import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('people', {
  'no-such-account': {
    kind: 'not-found',
    message: 'there is no such account',
    hint: 'list the accounts and use an address from there',
  },
  'account-exists': {
    kind: 'conflict',
    message: 'there is already an account with this address',
    hint: 'use another address, or make a sign-in link for this one',
  },
  'role-not-held': { kind: 'conflict', message: 'the account does not hold this role', hint: 'grant the role first' },
  'last-admin': { kind: 'conflict', message: 'this is the last administrator', hint: 'make another administrator first' },
  'link-gone': {
    kind: 'gone',
    message: 'this sign-in link was used already or is older than 30 minutes',
    hint: 'ask for a new one',
  },
  'link-needs-email': {
    kind: 'invalid',
    message: 'say for whom the link is',
    hint: 'give either an address or a role, not both',
  },
  'password-needed': {
    kind: 'invalid',
    message: 'set a password',
    hint: 'a second factor is on, so a link alone does not let you in',
  },
  'account-details-needed': { kind: 'invalid', message: 'this link makes an account: name, address and password are needed' },
  'password-too-short': {
    kind: 'invalid',
    message: 'the password has fewer than 12 characters',
    hint: 'four or five words that do not belong together are easy to remember',
  },
  'password-mismatch': { kind: 'invalid', message: 'the two new passwords differ' },
  'wrong-password': { kind: 'invalid', message: 'the present password is not right' },
  'second-factor-is-on': { kind: 'conflict', message: 'the second factor is already on' },
  'wrong-code': {
    kind: 'invalid',
    message: 'the code is not right',
    hint: 'codes change every 30 seconds; check the clock of the phone',
  },
  'no-session': { kind: 'forbidden', message: 'this needs a sign-in by a browser' },
  'no-provider': { kind: 'not-found', message: 'sign-in by a provider is not set up here' },
  'provider-unavailable': {
    kind: 'unavailable',
    message: 'the sign-in provider cannot be reached',
    hint: 'sign in with a password, or try again later',
  },
  'no-such-token': { kind: 'not-found', message: 'there is no such token' },
  'no-such-member': {
    kind: 'not-found',
    message: 'this place is not on the roster',
    hint: 'look at the roster again: somebody may have changed it',
  },
  'code-gone': {
    kind: 'gone',
    message: 'this code is not right, was used already or was revoked',
    hint: 'look at the sheet again and take the next code that is not crossed out',
  },
  'member-needs-contact': { kind: 'invalid', message: 'a place on the roster needs a phone number or an address' },
});
