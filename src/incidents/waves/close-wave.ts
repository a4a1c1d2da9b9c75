import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { moment } from '../../platform/index.js';
import { CloseIncident } from '../close-incident.js';
import { movedEntry, WaveMembers, type WaveMoved } from './wave-members.js';

const input = z.object({
  waveId: z.uuid(),
  /** Now, when it is left out. */
  reopenedAt: moment.optional(),
});

/** All confirmed offices of a wave serve again. Throws `nothing-to-do-in-wave`, `reopened-before-start`, `reopened-in-future`. */
@Injectable()
export class CloseWave extends Change<z.output<typeof input>, WaveMoved> {
  readonly name = 'incidents.close-wave';
  readonly permission = 'incident:close';
  readonly input = input;

  constructor(
    private readonly members: WaveMembers,
    private readonly close: CloseIncident,
  ) {
    super();
  }

  protected async perform({ waveId, reopenedAt }: z.output<typeof input>, by: Actor) {
    const act = ({ id }: { id: string }) => this.close.run(by, { incidentId: id, reopenedAt });
    return movedEntry(await this.members.each(waveId, 'close', act));
  }
}
