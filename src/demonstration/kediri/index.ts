import { Approve } from './approve.js';
import { Confirm } from './confirm.js';
import { Declare } from './declare.js';
import { HostsSayYes } from './hosts-say-yes.js';
import { ProposeDispensation } from './propose-dispensation.js';
import { ProveTheCopy } from './prove-the-copy.js';
import { Reopen } from './reopen.js';
import { Restore } from './restore.js';
import { SignDispensation } from './sign-dispensation.js';
import { TextMessage } from './text-message.js';
import { VisitHomes } from './visit-homes.js';

export { Cast } from './cast.js';
export type { Chapter } from './chapter.js';

/** In the order of the story. */
export const CHAPTERS = [
  ProveTheCopy,
  Declare,
  Confirm,
  HostsSayYes,
  Approve,
  Restore,
  TextMessage,
  ProposeDispensation,
  VisitHomes,
  SignDispensation,
  Reopen,
];
