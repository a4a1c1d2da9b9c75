import { ComplaintNames } from './complaint-names.js';
import { ComplaintPages } from './complaint-pages.js';

export { ComplaintController } from './complaint.controller.js';
export const COMPLAINT_PAGES = [ComplaintPages, ComplaintNames];
