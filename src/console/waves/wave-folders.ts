import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { type Incident, Incidents, Persons, verbsFor, Waves } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';

const TAGS = { reported: 'wait', confirmed: 'stop', closed: 'ok', corrected: 'plain' } as const;

/** What is shown of a declaration over many offices. */
@Injectable()
export class WaveFolders {
  constructor(
    private readonly waves: Waves,
    private readonly incidents: Incidents,
    private readonly directory: Directory,
    private readonly persons: Persons,
  ) {}

  async lines() {
    const nameOf = await this.persons.names();
    return (await this.waves.all()).map((wave) => ({ ...wave, by: nameOf(wave.declaredBy) ?? wave.declaredBy }));
  }

  /** `lost`: offices that somebody else had marked first. */
  async of(id: string, by: Actor, lost: readonly string[]) {
    const wave = await this.waves.get(id);
    const nameOf = await this.persons.names();
    const offices = new Map((await this.directory.offices()).map((office) => [office.id, office]));
    const line = (incident: Incident) => ({
      ...incident,
      officeName: offices.get(incident.officeId)?.name ?? incident.officeId,
      reporter: nameOf(incident.reportedBy),
      tag: TAGS[incident.state],
    });
    const can = (verb: 'confirm' | 'correct' | 'close') =>
      by.may(`incident:${verb}`) ? wave.incidents.filter((incident) => verbsFor(incident).includes(verb)).length : 0;
    const isReporter = by.person === wave.declaredBy;
    const first = wave.incidents[0];
    return {
      wave: { ...wave, reporter: nameOf(wave.declaredBy) ?? wave.declaredBy },
      zone: offices.get(first?.officeId ?? '')?.zone,
      first,
      incidents: wave.incidents.map(line),
      lost: (await this.openAt(lost)).map(line),
      can: { confirm: isReporter ? 0 : can('confirm'), correct: can('correct'), close: can('close') },
      needsAnother: isReporter && can('confirm') > 0,
    };
  }

  private async openAt(officeIds: readonly string[]): Promise<Incident[]> {
    if (officeIds.length === 0) return [];
    return (await this.incidents.open()).filter(({ officeId, part }) => officeIds.includes(officeId) && part === undefined);
  }
}
