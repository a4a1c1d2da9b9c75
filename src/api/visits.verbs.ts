import { Injectable } from '@nestjs/common';
import { AddVisit, CancelVisit, StartOutreach } from '../directory/index.js';

/** What staff do with units that come to people. */
@Injectable()
export class VisitVerbs {
  constructor(
    readonly add: AddVisit,
    readonly cancel: CancelVisit,
    readonly start: StartOutreach,
  ) {}
}
