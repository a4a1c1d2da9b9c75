import { Injectable } from '@nestjs/common';
import { Directory, type Office } from '../../directory/index.js';
import { Actor, type DutyMember, personOf, Roster } from '../../people/index.js';
import { Instance, normalNumber } from '../../platform/index.js';

/** A number that may report: of a place on the roster for every office, of an office's contact for that office. */
export interface Registered {
  /** `duty:<place>` or `office:<id>`. */
  place: string;
  functionName: string;
  phone: string;
  isSample: boolean;
  actor: Actor;
  /** The only office that it may speak for; any, when it is left out. */
  officeId?: string;
}

/** Whose number it is. Made-up numbers count in a demonstration alone. */
@Injectable()
export class RegisteredNumbers {
  constructor(
    private readonly roster: Roster,
    private readonly directory: Directory,
    private readonly instance: Instance,
  ) {}

  async of(from: string): Promise<Registered | undefined> {
    const number = normalNumber(from);
    return number === '' ? undefined : (await this.all()).find(({ phone }) => normalNumber(phone) === number);
  }

  /** The number to call back for a report of this person. */
  async ofPerson(person: string): Promise<Registered | undefined> {
    return (await this.all()).find(({ actor }) => actor.person === person);
  }

  private async all(): Promise<Registered[]> {
    const [members, offices] = await Promise.all([this.roster.members(), this.directory.offices()]);
    const numbers = [...members.flatMap(ofMember), ...ofContacts(offices)];
    return this.instance.kind === 'production' ? numbers.filter(({ isSample }) => !isSample) : numbers;
  }
}

function ofMember(member: DutyMember): Registered[] {
  const { id, functionName, phone, isSample } = member;
  if (!phone) return [];
  return [{ place: `duty:${id}`, functionName, phone, isSample, actor: Actor.duty(personOf(member), functionName) }];
}

function ofContacts(offices: Office[]): Registered[] {
  return offices.flatMap(({ id, name, contact, isSample, sampleFields }) => {
    if (!contact?.phone) return [];
    const functionName = `${contact.role}, ${name}`;
    const person = `office:${id}`;
    const made = isSample || sampleFields.includes('contact') || sampleFields.includes('phone');
    return [
      {
        place: person,
        functionName,
        phone: contact.phone,
        isSample: made,
        actor: Actor.duty(person, functionName),
        officeId: id,
      },
    ];
  });
}
