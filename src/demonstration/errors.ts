import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('demonstration', {
  'story-out-of-order': {
    kind: 'conflict',
    message: 'the story lacks something that an earlier chapter brings',
    hint: 'run it from the beginning, without --continue',
  },
  'copies-would-go': {
    kind: 'conflict',
    message: 'starting the story over would forget copies that it did not make',
    hint: 'add --yes to start over all the same, or --continue to go on with the story',
  },
  'nothing-happens': {
    kind: 'unavailable',
    message: 'what the server should bring about by itself has not happened',
    hint: 'look at the server’s log; is it running on the same SINAMBUNG_DATA?',
  },
});
