import { Module, type OnModuleInit } from '@nestjs/common';
import { BackupModule, SharedAlarmed, SourceAlarmed } from '../backup/index.js';
import { DayReported, DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { Actor } from '../people/index.js';
import { Events } from '../platform/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { ALARMS, RaiseAlarm } from './alarms/index.js';
import { CallDesk } from './call-desk.js';
import { CHECK_IN, NoteOpening } from './check-in/index.js';
import { CloseIncident } from './close-incident.js';
import { ConfirmIncident } from './confirm-incident.js';
import { CorrectIncident } from './correct-incident.js';
import { DeclareIncident } from './declare-incident.js';
import { DUTY } from './duty/index.js';
import { EndOfIncident } from './end-of-incident.js';
import { EscalateUnconfirmed } from './escalate-unconfirmed.js';
import { EscalationStore } from './escalation-store.js';
import { EscalationTick } from './escalation-tick.js';
import { EscalationWorkflow } from './escalation-workflow.js';
import { IncidentLog } from './incident-log.js';
import { IncidentStore } from './incident-store.js';
import { Incidents } from './incidents.js';
import { Messenger } from './messenger.js';
import { NamedOffices } from './named-offices.js';
import { OfficeStatuses } from './office-statuses.js';
import { Persons } from './persons.js';
import { Post } from './post.js';
import { PreviewClosure } from './preview-closure.js';
import { RECONFIRM } from './reconfirm/index.js';
import { RETURNING } from './returning/index.js';
import { SMS } from './sms/index.js';
import { TimelineStore } from './timeline-store.js';
import { WAVES } from './waves/index.js';

const DOORS = [
  PreviewClosure,
  DeclareIncident,
  ConfirmIncident,
  CorrectIncident,
  CloseIncident,
  EscalateUnconfirmed,
  Incidents,
  NamedOffices,
  Persons,
];
const SUB_ROOMS = [...ALARMS, ...CHECK_IN, ...DUTY, ...RECONFIRM, ...RETURNING, ...SMS, ...WAVES];

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
    Post,
    TimelineStore,
    ...SUB_ROOMS,
  ],
  exports: [...DOORS, ...SUB_ROOMS],
})
export class IncidentsModule implements OnModuleInit {
  constructor(
    private readonly events: Events,
    private readonly noteOpening: NoteOpening,
    private readonly raiseAlarm: RaiseAlarm,
  ) {}

  onModuleInit(): void {
    this.events.on(DayReported, 'incidents.note-opening', async ({ officeId, date }) => {
      await this.noteOpening.run(Actor.system('incidents'), { officeId, date });
    });
    this.events.on(SourceAlarmed, 'incidents.alarm-of-source', async ({ sourceId, officeId }) => {
      await this.raiseAlarm.run(Actor.system('incidents'), { kind: 'backup', officeId, sourceId });
    });
    this.events.on(SharedAlarmed, 'incidents.alarm-of-vaults', async () => {
      await this.raiseAlarm.run(Actor.system('incidents'), { kind: 'keeping' });
    });
  }
}
