import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { Incidents } from '../../incidents/index.js';

/** An office that is closed, in whole or in part, as the public is told of it. */
export interface Closure {
  office: { id: string; name: string };
  part?: string;
  since: Date;
  confirmed: boolean;
}

@Injectable()
export class Closures {
  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
  ) {}

  async current(): Promise<Closure[]> {
    const open = await this.incidents.open();
    const offices = await this.directory.officesByIds(open.map(({ officeId }) => officeId));
    const names = new Map(offices.map(({ id, name }) => [id, name]));
    return open.map(({ officeId, part, beganAt, confirmedAt }) => ({
      office: { id: officeId, name: names.get(officeId) ?? officeId },
      part,
      since: beganAt,
      confirmed: confirmedAt !== undefined,
    }));
  }
}
