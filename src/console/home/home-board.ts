import { Injectable } from '@nestjs/common';
import { type SourceStanding, Sources } from '../../backup/index.js';
import { Directory } from '../../directory/index.js';
import { type Incident, Incidents } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { type Duty, DutyList } from './duty-list.js';

export interface Board {
  open: (Incident & { officeName: string })[];
  duties: Duty[];
  sources: SourceStanding[];
}

/** What the home page is made of. */
@Injectable()
export class HomeBoard {
  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
    private readonly dutyList: DutyList,
    private readonly sources: Sources,
  ) {}

  async of(actor: Actor): Promise<Board> {
    const incidents = await this.incidents.open();
    const open = await Promise.all(
      incidents.map(async (incident) => ({ ...incident, officeName: (await this.directory.office(incident.officeId)).name })),
    );
    const [duties, sources] = await Promise.all([this.dutyList.of(actor, open), this.sources.all()]);
    return { open, duties, sources };
  }
}
