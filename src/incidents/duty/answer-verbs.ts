import { Injectable } from '@nestjs/common';
import type { Actor } from '../../people/index.js';
import { ConfirmIncident } from '../confirm-incident.js';
import { CorrectIncident } from '../correct-incident.js';
import { ConfirmByCallback } from '../sms/confirm-by-callback.js';
import type { Incident } from '../types.js';

/** What somebody on duty may do with a report without signing in. */
@Injectable()
export class AnswerVerbs {
  constructor(
    private readonly confirmIncident: ConfirmIncident,
    private readonly confirmByCallback: ConfirmByCallback,
    private readonly correctIncident: CorrectIncident,
  ) {}

  confirm(by: Actor, { id: incidentId, via, calledBackAt }: Incident): Promise<Incident> {
    const needsCall = via === 'sms' && !calledBackAt;
    return needsCall ? this.confirmByCallback.run(by, { incidentId }) : this.confirmIncident.run(by, { incidentId });
  }

  correct(by: Actor, { id: incidentId }: Incident, reason?: string): Promise<Incident> {
    return this.correctIncident.run(by, { incidentId, reason });
  }
}
