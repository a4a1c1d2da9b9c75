import { event } from '../../platform/index.js';
import type { FeedbackKind } from './types.js';

/** A citizen said how it went at an office. */
export const FeedbackGiven = event<{ officeId: string; serviceId: string; date: string; kind: FeedbackKind }>(
  'directory.feedback-given',
);
