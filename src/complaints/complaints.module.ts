import { Module } from '@nestjs/common';
import { AnswersModule } from '../answers/index.js';
import { DirectoryModule } from '../directory/index.js';
import { AnswerComplaint } from './answer-complaint.js';
import { Aside } from './aside.js';
import { BeginComplaint } from './begin-complaint.js';
import { CloseComplaint } from './close-complaint.js';
import { CloseSilentComplaints } from './close-silent-complaints.js';
import { ComplaintFile } from './complaint-file.js';
import { ComplaintStore } from './complaint-store.js';
import { ComplaintTicks } from './complaint-ticks.js';
import { Complaints } from './complaints.js';
import { ContinueComplaint } from './continue-complaint.js';
import { Deadlines } from './deadlines.js';
import { HandOnComplaint } from './hand-on-complaint.js';
import { Inbox } from './inbox.js';
import { MessageStore } from './message-store.js';
import { OutboxStore } from './outbox-store.js';
import { ComplaintParameters } from './parameters.js';
import { PurgeSenders } from './purge-senders.js';
import { ReceiveMessage } from './receive-message.js';
import { Recogniser } from './recognise.js';
import { AutomaticReply } from './reply.js';
import { RevealSender } from './reveal-sender.js';
import { Say } from './say.js';
import { SendReply } from './send-reply.js';
import { SendSms } from './send-sms.js';
import { SenderStore } from './sender-store.js';
import { SmsSignature } from './sms-signature.js';

const DOOR = [
  AnswerComplaint,
  CloseComplaint,
  CloseSilentComplaints,
  ComplaintParameters,
  Complaints,
  HandOnComplaint,
  PurgeSenders,
  ReceiveMessage,
  RevealSender,
  SendSms,
  SmsSignature,
];
const STORES = [ComplaintStore, MessageStore, OutboxStore, SenderStore];

@Module({
  imports: [AnswersModule, DirectoryModule],
  providers: [
    ...DOOR,
    ...STORES,
    Aside,
    AutomaticReply,
    BeginComplaint,
    ComplaintFile,
    ComplaintTicks,
    ContinueComplaint,
    Deadlines,
    Inbox,
    Recogniser,
    Say,
    SendReply,
  ],
  exports: DOOR,
})
export class ComplaintsModule {}
