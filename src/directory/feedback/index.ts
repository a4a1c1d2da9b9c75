/**
 * What citizens say after they have been somewhere: "Saya terlayani" or "Saya ditolak", counted per office, service and day.
 * Operators and triggers read the figures beside what the offices say of themselves; they are presses, not people.
 */
import { Feedback } from './feedback.js';
import { FeedbackStore } from './feedback-store.js';
import { FeedbackTick } from './feedback-tick.js';
import { GiveFeedback } from './give-feedback.js';

export { FeedbackGiven } from './events.js';
export { Feedback } from './feedback.js';
export { GiveFeedback } from './give-feedback.js';
export * from './types.js';
export const FEEDBACK = [FeedbackStore, Feedback, FeedbackTick, GiveFeedback];
