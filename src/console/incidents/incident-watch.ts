import { Injectable } from '@nestjs/common';
import { type Incident, Reconfirmations, RegisteredNumbers, Waves } from '../../incidents/index.js';

/** What somebody has yet to look after: a number to call back, a closure to confirm again, the others of a wave. */
@Injectable()
export class IncidentWatch {
  constructor(
    private readonly numbers: RegisteredNumbers,
    private readonly reconfirmations: Reconfirmations,
    private readonly waves: Waves,
  ) {}

  async of({ id, via, state, reportedBy, waveId }: Incident) {
    const needsCall = via === 'sms' && state === 'reported';
    return {
      needsCall,
      callback: needsCall ? await this.numbers.ofPerson(reportedBy) : undefined,
      toReconfirm: (await this.reconfirmations.due()).find((due) => due.id === id),
      together: waveId ? (await this.waves.get(waveId)).incidents.length : 0,
    };
  }
}
