import { Module } from '@nestjs/common';
import { AnnouncementsModule } from '../../announcements/index.js';
import { DirectoryModule } from '../../directory/index.js';
import { DispensationModule } from '../../dispensation/index.js';
import { IncidentsModule } from '../../incidents/index.js';
import { PlaybooksModule } from '../../playbooks/index.js';
import { ReroutingModule } from '../../rerouting/index.js';
import { ClosurePage } from './closure.page.js';
import { DossierController } from './dossier.controller.js';
import { IncidentPages } from './incident.pages.js';
import { IncidentView } from './incident.view.js';
import { IncidentConfirmController } from './incident-confirm.controller.js';
import { IncidentWatch } from './incident-watch.js';
import { IncidentsController } from './incidents.controller.js';
import { Names } from './names.js';
import { OfficePages } from './office.pages.js';
import { OfficeTime } from './office-time.js';
import { OfficesController } from './offices.controller.js';
import { ReturnController } from './return.controller.js';
import { ReturnPage } from './return.page.js';
import { RunShelf } from './run-shelf.js';
import { RunVerbs } from './run-verbs.js';
import { RunsController } from './runs.controller.js';

@Module({
  imports: [AnnouncementsModule, DirectoryModule, DispensationModule, IncidentsModule, PlaybooksModule, ReroutingModule],
  controllers: [
    OfficesController,
    IncidentConfirmController,
    IncidentsController,
    DossierController,
    RunsController,
    ReturnController,
  ],
  providers: [
    ClosurePage,
    IncidentPages,
    IncidentView,
    IncidentWatch,
    Names,
    OfficePages,
    OfficeTime,
    ReturnPage,
    RunShelf,
    RunVerbs,
  ],
})
export class IncidentPagesModule {}
