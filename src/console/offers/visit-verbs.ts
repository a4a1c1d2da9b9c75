import { Injectable } from '@nestjs/common';
import { AddVisit, CancelVisit, StartOutreach } from '../../directory/index.js';

@Injectable()
export class VisitVerbs {
  constructor(
    readonly add: AddVisit,
    readonly cancel: CancelVisit,
    readonly start: StartOutreach,
  ) {}
}
