import { ComplaintDesk } from './desk.js';
import { ComplaintPages } from './pages.js';

export { ComplaintDeskController } from './complaint.controller.js';
export const COMPLAINT_DESK = [ComplaintDesk, ComplaintPages];
