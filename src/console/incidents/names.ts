import { Injectable } from '@nestjs/common';
import { Accounts, TERMINAL } from '../../people/index.js';
import { type Locale, Texts } from '../../platform/index.js';

/** Names for the persons that records hold as ids. */
@Injectable()
export class Names {
  constructor(
    private readonly accounts: Accounts,
    private readonly texts: Texts,
  ) {}

  /** `of(person)` gives the account's name; the product and its terminal have names of their own. */
  async in(locale: Locale): Promise<(person: string | undefined) => string | undefined> {
    const names = new Map((await this.accounts.all()).map(({ id, name }) => [id, name]));
    return (person) => {
      if (person === undefined) return undefined;
      if (person === TERMINAL) return this.texts.t(locale, 'incidents:person.terminal');
      if (person.startsWith('system:')) return 'Sinambung';
      return names.get(person) ?? this.texts.t(locale, 'incidents:person.gone');
    };
  }
}
