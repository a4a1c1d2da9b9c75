import { Module } from '@nestjs/common';
import { CatchmentStore } from './catchment-store.js';
import { Catchments } from './catchments.js';
import { DAY_REPORTS, DayReportSms, DayReports, ReportDay } from './day-reports/index.js';
import { Directory } from './directory.js';
import { EverydayWords } from './everyday-words.js';
import { FEEDBACK, Feedback, GiveFeedback } from './feedback/index.js';
import { ImportStore } from './import/import-store.js';
import { RegionImportStore } from './import/region-import-store.js';
import { ImportDirectory } from './import-directory.js';
import { OfferingStore } from './offering-store.js';
import { OfficeStore } from './office-store.js';
import { RegionStore } from './region-store.js';
import { Search } from './search.js';
import { SearchQuestion } from './search-question.js';
import { SearchStore } from './search-store.js';
import { SetStatus } from './set-status.js';
import { StatusStore } from './status-store.js';
import { VisitStore } from './visits/visit-store.js';

@Module({
  providers: [
    Directory,
    ImportDirectory,
    SetStatus,
    Search,
    SearchQuestion,
    EverydayWords,
    RegionStore,
    OfficeStore,
    OfferingStore,
    CatchmentStore,
    Catchments,
    StatusStore,
    SearchStore,
    ImportStore,
    RegionImportStore,
    VisitStore,
    ...FEEDBACK,
    ...DAY_REPORTS,
  ],
  exports: [EverydayWords, Directory, Catchments, ImportDirectory, SetStatus, DayReports, DayReportSms, ReportDay, Feedback, GiveFeedback],
})
export class DirectoryModule {}
