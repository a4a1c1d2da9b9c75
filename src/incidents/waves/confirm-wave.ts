import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { ConfirmIncident } from '../confirm-incident.js';
import { movedEntry, WaveMembers, type WaveMoved } from './wave-members.js';

const input = z.object({ waveId: z.uuid() });

/** A second person confirms all reports of a wave that wait. Throws `needs-another-person`, `nothing-to-do-in-wave`. */
@Injectable()
export class ConfirmWave extends Change<z.output<typeof input>, WaveMoved> {
  readonly name = 'incidents.confirm-wave';
  readonly permission = 'incident:confirm';
  readonly input = input;

  constructor(
    private readonly members: WaveMembers,
    private readonly confirm: ConfirmIncident,
  ) {
    super();
  }

  protected async perform({ waveId }: z.output<typeof input>, by: Actor) {
    return movedEntry(await this.members.each(waveId, 'confirm', ({ id }) => this.confirm.run(by, { incidentId: id })));
  }
}
