import { VisitRequestPages } from './visit-request-pages.js';

export { VisitRequestController } from './visit-request.controller.js';
export const VISIT_REQUEST_PAGES = [VisitRequestPages];
