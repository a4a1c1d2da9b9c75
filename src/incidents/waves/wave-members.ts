import { Injectable } from '@nestjs/common';
import { errors } from '../errors.js';
import { IncidentStore } from '../incident-store.js';
import { type IncidentVerb, verbsFor } from '../rules.js';
import type { Incident } from '../types.js';
import { WaveStore } from './wave-store.js';

/** What was done with the incidents of a wave, and how many were left as they are because it could not be done with them. */
export interface WaveMoved {
  waveId: string;
  done: Incident[];
  left: number;
}

/** Does one thing with all incidents of a wave with which it can be done: all, or where one refuses, none. */
@Injectable()
export class WaveMembers {
  constructor(
    private readonly waves: WaveStore,
    private readonly incidents: IncidentStore,
  ) {}

  /** Inside a verb. Throws `no-such-wave`, `nothing-to-do-in-wave`, and what the verb throws. */
  async each(waveId: string, verb: IncidentVerb, act: (incident: Incident) => Promise<Incident>): Promise<WaveMoved> {
    await this.waves.get(waveId);
    const offices = (await this.incidents.ofWave(waveId)).map(({ officeId }) => officeId);
    await this.incidents.lockOffices(offices);
    const all = await this.incidents.ofWave(waveId);
    const able = all.filter((incident) => verbsFor(incident).includes(verb));
    if (able.length === 0) throw errors.nothingToDoInWave({ waveId, verb });
    const done: Incident[] = [];
    for (const incident of able) done.push(await act(incident));
    return { waveId, done, left: all.length - done.length };
  }
}

/** What the ledger says of it. */
export function movedEntry(moved: WaveMoved) {
  const detail = { incidents: moved.done.length, left: moved.left };
  return { result: moved, subject: { type: 'wave', id: moved.waveId }, detail };
}
