import { Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { AnnouncementsModule } from '../announcements/index.js';
import { AnswersModule } from '../answers/index.js';
import { AuditModule } from '../audit/index.js';
import { BackupModule } from '../backup/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { AskHostsAction } from './actions/ask-hosts.action.js';
import { ProposeRerouteAction } from './actions/propose-reroute.action.js';
import { PublishAnnouncementAction } from './actions/publish-announcement.action.js';
import { BeginRun } from './begin-run.js';
import { CompleteStep } from './complete-step.js';
import { DOSSIER, DossierPress, Dossiers } from './dossier/index.js';
import { FailStep } from './fail-step.js';
import { HearNews } from './hear-news.js';
import { NewsListener } from './news-listener.js';
import { PauseRun } from './pause-run.js';
import { PerformStep } from './perform-step.js';
import { ResumeRun } from './resume-run.js';
import { RetryStep } from './retry-step.js';
import { RunDesk } from './run-desk.js';
import { RunStore } from './run-store.js';
import { Runs } from './runs.js';
import { inOneLine, PlaybookShelf } from './shelf.js';
import { SkipStep } from './skip-step.js';
import { StartRun } from './start-run.js';
import { StepWorkflow } from './step-workflow.js';
import { PlaybookWords } from './vocabulary.js';

const DOORS = [StartRun, CompleteStep, SkipStep, RetryStep, PauseRun, ResumeRun, Runs, PlaybookShelf];
const REPORTS = [Dossiers, DossierPress];
const ACTIONS = [ProposeRerouteAction, AskHostsAction, PublishAnnouncementAction];

@Module({
  imports: [
    AuditModule,
    DirectoryModule,
    DispensationModule,
    AnswersModule,
    IncidentsModule,
    ReroutingModule,
    BackupModule,
    AnnouncementsModule,
  ],
  providers: [
    ...DOORS,
    ...ACTIONS,
    ...DOSSIER,
    BeginRun,
    FailStep,
    HearNews,
    NewsListener,
    PerformStep,
    PlaybookWords,
    RunDesk,
    RunStore,
    StepWorkflow,
  ],
  exports: [...DOORS, ...REPORTS],
})
export class PlaybooksModule implements OnApplicationBootstrap {
  private readonly logger = new Logger('playbooks');

  constructor(private readonly shelf: PlaybookShelf) {}

  /** A playbook that cannot be read does not keep the house shut: it is named in the log, on the incident pages and by `playbooks check`. */
  onApplicationBootstrap(): void {
    for (const problem of this.shelf.problems()) this.logger.error(inOneLine(problem));
  }
}
