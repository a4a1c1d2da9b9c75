/**
 * What citizens tell and ask, whatever door it came through: received, recognised, answered at once from the answers room where
 * that is possible, and then dealt with by a person. An automatic answer never counts as resolved. How to reach a citizen is
 * known in this room alone, is masked for staff until somebody asks on record, and is deleted after a set time.
 */
export { AnswerComplaint } from './answer-complaint.js';
export { CloseComplaint } from './close-complaint.js';
export { type ComplaintFolder, type ComplaintStatus, Complaints } from './complaints.js';
export { ComplaintsModule } from './complaints.module.js';
export { ComplaintAnswered, ComplaintClosed, ComplaintReceived } from './events.js';
export { HandOnComplaint } from './hand-on-complaint.js';
export { ComplaintParameters } from './parameters.js';
export { type Purged, PurgeSenders } from './purge-senders.js';
export { type ReceiveCommand, ReceiveMessage } from './receive-message.js';
export { RevealSender } from './reveal-sender.js';
export { type SignedSms, SmsSignature } from './sms-signature.js';
export {
  type CloseReason,
  type Complaint,
  type ComplaintState,
  closeReasons,
  type Door,
  type Message,
  type Received,
} from './types.js';
