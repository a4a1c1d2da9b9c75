import { event } from '../platform/index.js';

export const ComplaintReceived = event<{ complaintId: string; officeId?: string }>('complaints.received');
export const ComplaintAnswered = event<{ complaintId: string }>('complaints.answered');
export const ComplaintClosed = event<{ complaintId: string }>('complaints.closed');
