import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { CorrectIncident } from '../correct-incident.js';
import { optionalWords } from '../input.js';
import { movedEntry, WaveMembers, type WaveMoved } from './wave-members.js';

const input = z.object({ waveId: z.uuid(), reason: optionalWords(300) });

/** A whole declaration was a mistake: all of it that is still open is taken back. Throws `nothing-to-do-in-wave`. */
@Injectable()
export class CorrectWave extends Change<z.output<typeof input>, WaveMoved> {
  readonly name = 'incidents.correct-wave';
  readonly permission = 'incident:correct';
  readonly input = input;

  constructor(
    private readonly members: WaveMembers,
    private readonly correct: CorrectIncident,
  ) {
    super();
  }

  protected async perform({ waveId, reason }: z.output<typeof input>, by: Actor) {
    const act = ({ id }: { id: string }) => this.correct.run(by, { incidentId: id, reason });
    return movedEntry(await this.members.each(waveId, 'correct', act));
  }
}
