import { Injectable } from '@nestjs/common';
import { Dispensations, NoticeLetters, Notices } from '../../dispensation/index.js';

/** The questions that the pages ask of the room. */
@Injectable()
export class DispensationRegister {
  constructor(
    readonly dispensations: Dispensations,
    readonly notices: Notices,
    readonly letters: NoticeLetters,
  ) {}
}
