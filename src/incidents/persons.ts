import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/index.js';
import { Accounts, personOf, Roster } from '../people/index.js';

/** The names of those who report and confirm: accounts, places on the roster by their function, contacts by their office. */
@Injectable()
export class Persons {
  constructor(
    private readonly accounts: Accounts,
    private readonly roster: Roster,
    private readonly directory: Directory,
  ) {}

  /** Gives the name of a person, where there is one. */
  async names(): Promise<(person: string) => string | undefined> {
    const [accounts, members, offices] = await Promise.all([
      this.accounts.all(),
      this.roster.members(),
      this.directory.offices(),
    ]);
    const known = new Map([
      ...offices.map(({ id, name, contact }) => [`office:${id}`, contact ? `${contact.role}, ${name}` : name] as const),
      ...members.map((member) => [personOf(member), member.functionName] as const),
      ...accounts.map(({ id, name }) => [id, name] as const),
    ]);
    return (person) => known.get(person);
  }
}
