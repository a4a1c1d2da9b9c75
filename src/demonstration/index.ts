/**
 * The demonstration: filling a database marked as one with the Kediri directory, setting its clock, and starting over. Refused
 * anywhere else.
 */

export { DemonstrationModule } from './demonstration.module.js';
export { DemonstrationFill } from './demonstration-fill.js';
export { SetDemonstrationClock } from './set-demonstration-clock.js';
