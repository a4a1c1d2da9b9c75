import { event } from '../platform/index.js';

export const VisitRequested = event<{ requestId: string; villageCode: string }>('outreach.requested');
export const VisitPublished = event<{ visitId: string }>('outreach.visit-published');
