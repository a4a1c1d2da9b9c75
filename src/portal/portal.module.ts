import { Module } from '@nestjs/common';
import { AnnouncementsModule } from '../announcements/index.js';
import { AnswersModule } from '../answers/index.js';
import { ComplaintsModule } from '../complaints/index.js';
import { CustodyModule } from '../custody/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { OutreachModule } from '../outreach/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { AnnouncementController, SubscriptionController } from './announcements/index.js';
import { AnswerPages } from './answer/answer-pages.js';
import { AnswerRenderer } from './answer/answer-renderer.js';
import { AnswerRoutes } from './answer/answer-routes.js';
import { PageCache } from './answer/page-cache.js';
import { PageNews } from './answer/page-news.js';
import { PageSender } from './answer/page-sender.js';
import { ToldPage } from './answer/told-page.js';
import { CardController } from './card/card.controller.js';
import { CardFrame } from './card/card-frame.js';
import { Cards } from './card/cards.js';
import { COMPLAINT_PAGES, ComplaintController } from './complaints/index.js';
import { CustodyController } from './custody/custody.controller.js';
import { DutyController, DutyPage, EmergencyController } from './duty/index.js';
import { Closures } from './find/closures.js';
import { FindController } from './find/find.controller.js';
import { FindPages } from './find/find-pages.js';
import { Finder } from './find/finder.js';
import { HelpLine } from './find/help-line.js';
import { ServedRegions } from './find/served-regions.js';
import { ShortAddresses } from './find/short-addresses.js';
import { HostController } from './host/host.controller.js';
import { HostDayPage } from './host/host-day-page.js';
import { HostDayView } from './host/host-day-view.js';
import { HostPage } from './host/host-page.js';
import { MapController } from './map/map.controller.js';
import { MapPage } from './map/map-page.js';
import { NoticeController } from './notice/notice.controller.js';
import { NoticeCheckPage } from './notice/notice-check-page.js';
import { OfficeController } from './office.controller.js';
import { OnlineController } from './online/online.controller.js';
import { VISIT_REQUEST_PAGES, VisitRequestController } from './outreach/index.js';
import { PosterController } from './poster/poster.controller.js';
import { PosterPress } from './poster/poster-press.js';
import { Posters } from './poster/posters.js';
import { SaidController } from './said/said.controller.js';
import { SaidPages } from './said/said-pages.js';
import { SaidWords } from './said/said-words.js';
import { StandardController } from './standard/standard.controller.js';

@Module({
  imports: [
    AnnouncementsModule,
    ComplaintsModule,
    AnswersModule,
    CustodyModule,
    DirectoryModule,
    DispensationModule,
    IncidentsModule,
    ReroutingModule,
    OutreachModule,
  ],
  controllers: [
    CustodyController,
    CardController,
    MapController,
    OnlineController,
    SaidController,
    SubscriptionController,
    AnnouncementController,
    ComplaintController,
    VisitRequestController,
    FindController,
    DutyController,
    EmergencyController,
    HostController,
    NoticeController,
    PosterController,
    OfficeController,
    StandardController,
  ],
  providers: [
    ...COMPLAINT_PAGES,
    ...VISIT_REQUEST_PAGES,
    AnswerRenderer,
    AnswerRoutes,
    AnswerPages,
    PageCache,
    PageNews,
    PageSender,
    ToldPage,
    Finder,
    FindPages,
    HelpLine,
    ShortAddresses,
    Cards,
    MapPage,
    CardFrame,
    SaidPages,
    SaidWords,
    Closures,
    ServedRegions,
    NoticeCheckPage,
    DutyPage,
    HostPage,
    HostDayPage,
    HostDayView,
    Posters,
    PosterPress,
  ],
})
export class PortalModule {}
