import { Module } from '@nestjs/common';
import { CALENDAR } from './calendar/index.js';
import { CatchmentStore } from './catchment-store.js';
import { Catchments } from './catchments.js';
import { DAY_REPORTS, DayReportSms, DayReports, ReportDay } from './day-reports/index.js';
import { Directory } from './directory.js';
import { EverydayWords } from './everyday-words.js';
import { EXCHANGE, EXCHANGE_DOORS } from './exchange/index.js';
import { FEEDBACK, Feedback, GiveFeedback } from './feedback/index.js';
import { ImportStore } from './import/import-store.js';
import { RegionImportStore } from './import/region-import-store.js';
import { ImportDirectory } from './import-directory.js';
import { OfferingStore } from './offering-store.js';
import { OFFER_DOORS, OFFERS } from './offers/index.js';
import { OfficeStore } from './office-store.js';
import { RegionStore } from './region-store.js';
import { Search } from './search.js';
import { SearchQuestion } from './search-question.js';
import { SearchStore } from './search-store.js';
import { SetStatus } from './set-status.js';
import { StatusStore } from './status-store.js';
import { VISIT_DOORS, VISITS } from './visits/index.js';

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
    ...CALENDAR,
    ...OFFERS,
    ...VISITS,
    ...FEEDBACK,
    ...DAY_REPORTS,
    ...EXCHANGE,
  ],
  exports: [
    EverydayWords,
    Directory,
    Catchments,
    ImportDirectory,
    SetStatus,
    DayReports,
    DayReportSms,
    ReportDay,
    Feedback,
    GiveFeedback,
    ...CALENDAR,
    ...OFFER_DOORS,
    ...VISIT_DOORS,
    ...EXCHANGE_DOORS,
  ],
})
export class DirectoryModule {}
