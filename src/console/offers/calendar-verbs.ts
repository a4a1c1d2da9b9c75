import { Injectable } from '@nestjs/common';
import { AddHoliday, RemoveHoliday } from '../../directory/index.js';

@Injectable()
export class CalendarVerbs {
  constructor(
    readonly add: AddHoliday,
    readonly remove: RemoveHoliday,
  ) {}
}
