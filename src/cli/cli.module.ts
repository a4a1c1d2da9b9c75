import { Module } from '@nestjs/common';
import { AnnouncementsModule } from '../announcements/index.js';
import { AnswersModule } from '../answers/index.js';
import { BackupModule } from '../backup/index.js';
import { ComplaintsModule } from '../complaints/index.js';
import { CustodyModule } from '../custody/index.js';
import { DemonstrationModule } from '../demonstration/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { OperationsModule } from '../operations/index.js';
import { OutreachModule } from '../outreach/index.js';
import { PlaybooksModule } from '../playbooks/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { ANNOUNCEMENT_COMMANDS } from './announcement.commands.js';
import { AnswerCommand } from './answer.command.js';
import { ARCHIVE_COMMANDS } from './archive.commands.js';
import { BACKUP_COMMANDS } from './backup.commands.js';
import { CALENDAR_COMMANDS } from './calendar.commands.js';
import { COMPLAINT_COMMANDS } from './complaint.commands.js';
import { CUSTODY_COMMANDS } from './custody.commands.js';
import { DemoCommand } from './demo.command.js';
import { DIRECTORY_COMMANDS } from './directory.commands.js';
import { DISPENSATION_COMMANDS } from './dispensation.commands.js';
import { ESCROW_COMMANDS } from './escrow.commands.js';
import { HELD_WORK_COMMANDS } from './held-work.commands.js';
import { HOST_COMMANDS } from './host.commands.js';
import { INCIDENT_COMMANDS } from './incidents.commands.js';
import { LEDGER_COMMANDS } from './ledger.commands.js';
import { LOSS_COMMANDS } from './loss.commands.js';
import { NEWS_COMMANDS } from './news.commands.js';
import { NOTICE_COMMANDS } from './notice.commands.js';
import { OFFER_COMMANDS } from './offer.commands.js';
import { OUTREACH_COMMANDS } from './outreach.commands.js';
import { PAPER_COMMANDS } from './paper.commands.js';
import { PEOPLE_COMMANDS } from './people.commands.js';
import { PLAYBOOK_COMMANDS } from './playbooks.commands.js';
import { REROUTING_COMMANDS } from './rerouting.commands.js';
import { RescueCommand } from './rescue.command.js';
import { RESTORE_COMMANDS } from './restore.command.js';
import { SAMSAT_COMMANDS } from './samsat.commands.js';
import { SettingsCommand } from './settings.command.js';
import { VAULT_COMMANDS } from './vault.commands.js';
import { VISIT_COMMANDS } from './visit.commands.js';
import { WATCH_COMMANDS } from './watch.commands.js';
import { WAVE_COMMANDS } from './wave.commands.js';

@Module({
  imports: [
    AnnouncementsModule,
    ComplaintsModule,
    IncidentsModule,
    PlaybooksModule,
    BackupModule,
    AnswersModule,
    ReroutingModule,
    OutreachModule,
    DemonstrationModule,
    OperationsModule,
    CustodyModule,
    DirectoryModule,
    DispensationModule,
  ],
  providers: [
    ...ANNOUNCEMENT_COMMANDS,
    ...COMPLAINT_COMMANDS,
    ...OUTREACH_COMMANDS,
    ...LOSS_COMMANDS,
    ...ARCHIVE_COMMANDS,
    ...PAPER_COMMANDS,
    ...INCIDENT_COMMANDS,
    ...WAVE_COMMANDS,
    ...WATCH_COMMANDS,
    ...PLAYBOOK_COMMANDS,
    ...BACKUP_COMMANDS,
    ...RESTORE_COMMANDS,
    RescueCommand,
    ...SAMSAT_COMMANDS,
    SettingsCommand,
    DemoCommand,
    AnswerCommand,
    ...REROUTING_COMMANDS,
    ...HOST_COMMANDS,
    ...LEDGER_COMMANDS,
    ...PEOPLE_COMMANDS,
    ...DIRECTORY_COMMANDS,
    ...CALENDAR_COMMANDS,
    ...OFFER_COMMANDS,
    ...VISIT_COMMANDS,
    ...DISPENSATION_COMMANDS,
    ...NOTICE_COMMANDS,
    ...NEWS_COMMANDS,
    ...HELD_WORK_COMMANDS,
    ...CUSTODY_COMMANDS,
    ...VAULT_COMMANDS,
    ...ESCROW_COMMANDS,
  ],
})
export class CliModule {}
