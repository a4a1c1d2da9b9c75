import { Injectable } from '@nestjs/common';
import { AuthorityShelf, Obligations, PrecedentShelf } from '../../dispensation/index.js';

/** What an officer consults while she writes a decision. */
@Injectable()
export class DispensationShelf {
  constructor(
    readonly authorities: AuthorityShelf,
    readonly precedents: PrecedentShelf,
    readonly obligations: Obligations,
  ) {}
}
