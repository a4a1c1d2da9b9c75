import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('directory', {
  'no-such-region': { kind: 'not-found', message: 'no region has this code', hint: 'search for it by name' },
  'no-such-office': { kind: 'not-found', message: 'no office has this id', hint: 'list the offices to see their ids' },
  'no-such-service': { kind: 'not-found', message: 'no service has this id', hint: 'list the services to see their ids' },
  'no-such-offering': {
    kind: 'not-found',
    message: 'no offering has this id',
    hint: 'list the offerings of the office to see their ids',
  },
  'end-before-start': {
    kind: 'invalid',
    message: 'the expected end is not after the start',
    hint: 'give a later end, or none when it is not known',
  },
  'unconfirmed-return': {
    kind: 'conflict',
    message: 'a status does not go back to normal without a confirmation',
    hint: 'confirm it, or record it as the correction of a mistake',
  },
  'unconfirmed-move': {
    kind: 'conflict',
    message: 'a service is not shown as moved before the move is approved',
    hint: 'let a second person approve it first',
  },
  'unreadable-file': {
    kind: 'invalid',
    message: 'the file of the directory cannot be read',
    hint: 'check that the named file is there and may be read',
  },
  'bad-file': {
    kind: 'invalid',
    message: 'the file of the directory is not valid',
    hint: 'correct the named place in the file; nothing was imported',
  },
  'people-missing': {
    kind: 'invalid',
    message: 'how many were served is missing',
    hint: 'give the number of people served so far today',
  },
  'caller-missing': { kind: 'invalid', message: 'who was on the telephone is missing', hint: 'give the function of the caller' },
  'day-in-the-future': { kind: 'invalid', message: 'that day has not come yet at the office' },
  'holiday-known': { kind: 'conflict', message: 'this day is a holiday already', hint: 'look at the calendar of that year' },
  'no-such-holiday': { kind: 'not-found', message: 'this day is no holiday', hint: 'look at the calendar of that year' },
  'day-over': { kind: 'conflict', message: 'this day is over', hint: 'name today or a day to come' },
  'not-required': {
    kind: 'invalid',
    message: 'this is not asked for anyway',
    hint: 'take away only what stands in the list of what to bring',
  },
  'no-such-visit': { kind: 'not-found', message: 'no visit has this id', hint: 'list the visits to see their ids' },
  'visit-over': { kind: 'invalid', message: 'all days of this visit are over', hint: 'begin today or later' },
  'visit-known': { kind: 'conflict', message: 'the unit comes to this place at this time already', hint: 'list its visits' },
  'visit-cancelled': { kind: 'conflict', message: 'this was cancelled already', hint: 'add a visit if it takes place after all' },
  'not-a-visit-day': { kind: 'invalid', message: 'the unit does not come on this day', hint: 'list the days of the visit' },
  'not-outreach': {
    kind: 'conflict',
    message: 'only an outreach unit comes to people',
    hint: 'start an outreach unit for this office and service first',
  },
  'not-given-here': {
    kind: 'conflict',
    message: 'this office does not give this service',
    hint: 'choose a service that it gives at its counter',
  },
  'channel-known': { kind: 'conflict', message: 'this office has such a unit already', hint: 'give the unit another name' },
});
