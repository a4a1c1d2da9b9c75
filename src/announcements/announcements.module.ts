import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { AnnouncementNews } from './announcement-news.js';
import { AnnouncementStore } from './announcement-store.js';
import { AnnouncementTicks } from './announcement-ticks.js';
import { Announcements } from './announcements.js';
import { CancelAnnouncement } from './cancel-announcement.js';
import { ConfirmSubscription } from './confirm-subscription.js';
import { Deliver } from './deliver.js';
import { DeliveryDesk } from './delivery-desk.js';
import { Drafts } from './draft.js';
import { FactReader } from './fact-reader.js';
import { ForgetUnconfirmed } from './forget-unconfirmed.js';
import { Letters } from './letters.js';
import { MailStore } from './mail-store.js';
import { Mailer } from './mailer.js';
import { PostOffice } from './post-office.js';
import { PublishAnnouncement } from './publish-announcement.js';
import { Publisher } from './publisher.js';
import { Subscribe } from './subscribe.js';
import { SubscriberStore } from './subscriber-store.js';
import { Subscribers } from './subscribers.js';
import { Unsubscribe } from './unsubscribe.js';
import { UpdateAnnouncement } from './update-announcement.js';

const DOOR = [
  Announcements,
  CancelAnnouncement,
  ConfirmSubscription,
  Deliver,
  ForgetUnconfirmed,
  PublishAnnouncement,
  Subscribe,
  Subscribers,
  Unsubscribe,
  UpdateAnnouncement,
];

@Module({
  imports: [DirectoryModule, DispensationModule, IncidentsModule, ReroutingModule],
  providers: [
    ...DOOR,
    AnnouncementNews,
    AnnouncementStore,
    AnnouncementTicks,
    DeliveryDesk,
    Drafts,
    FactReader,
    Letters,
    Mailer,
    MailStore,
    PostOffice,
    Publisher,
    SubscriberStore,
  ],
  exports: DOOR,
})
export class AnnouncementsModule {}
