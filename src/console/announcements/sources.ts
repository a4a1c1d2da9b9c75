import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { Incidents } from '../../incidents/index.js';

/** Incidents that can be announced, with the name of their office. */
@Injectable()
export class AnnouncementSources {
  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
  ) {}

  async open() {
    const offices = new Map((await this.directory.offices()).map(({ id, name }) => [id, name]));
    return (await this.incidents.open()).map((incident) => ({ ...incident, office: offices.get(incident.officeId) }));
  }
}
