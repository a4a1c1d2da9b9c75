import { Module } from '@nestjs/common';
import { BackupModule } from '../backup/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { CallDesk } from './call-desk.js';
import { CloseIncident } from './close-incident.js';
import { ConfirmIncident } from './confirm-incident.js';
import { CorrectIncident } from './correct-incident.js';
import { DeclareIncident } from './declare-incident.js';
import { EndOfIncident } from './end-of-incident.js';
import { EscalateUnconfirmed } from './escalate-unconfirmed.js';
import { EscalationStore } from './escalation-store.js';
import { EscalationTick } from './escalation-tick.js';
import { EscalationWorkflow } from './escalation-workflow.js';
import { IncidentLog } from './incident-log.js';
import { IncidentStore } from './incident-store.js';
import { Incidents } from './incidents.js';
import { Messenger } from './messenger.js';
import { OfficeStatuses } from './office-statuses.js';
import { PreviewClosure } from './preview-closure.js';
import { TimelineStore } from './timeline-store.js';

const DOORS = [PreviewClosure, DeclareIncident, ConfirmIncident, CorrectIncident, CloseIncident, EscalateUnconfirmed, Incidents];

@Module({
  imports: [DirectoryModule, ReroutingModule, BackupModule, DispensationModule],
  providers: [
    ...DOORS,
    CallDesk,
    EndOfIncident,
    EscalationStore,
    EscalationTick,
    EscalationWorkflow,
    IncidentLog,
    IncidentStore,
    Messenger,
    OfficeStatuses,
    TimelineStore,
  ],
  exports: DOORS,
})
export class IncidentsModule {}
