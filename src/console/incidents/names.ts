import { Injectable } from '@nestjs/common';
import { Persons } from '../../incidents/index.js';
import { TERMINAL } from '../../people/index.js';
import { type Locale, Texts } from '../../platform/index.js';

/** Names for the persons that records hold as ids. */
@Injectable()
export class Names {
  constructor(
    private readonly persons: Persons,
    private readonly texts: Texts,
  ) {}

  /** `of(person)` gives the name of an account, or the function of a place on the roster; the product and its terminal have names of their own. */
  async in(locale: Locale): Promise<(person: string | undefined) => string | undefined> {
    const nameOf = await this.persons.names();
    return (person) => {
      if (person === undefined) return undefined;
      if (person === TERMINAL) return this.texts.t(locale, 'incidents:person.terminal');
      if (person.startsWith('system:')) return 'Sinambung';
      return nameOf(person) ?? this.texts.t(locale, 'incidents:person.gone');
    };
  }
}
