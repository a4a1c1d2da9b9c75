/**
 * The demonstration: a database filled with the Kediri directory and a sample office, a clock that can be set, and the story of
 * August and September 2025 replayed chapter by chapter. Refused anywhere but in a database marked as a demonstration.
 */

export { DemonstrationModule } from './demonstration.module.js';
export { DemonstrationFill } from './demonstration-fill.js';
export { ReplayKediri, type Teller } from './replay-kediri.js';
export { SetDemonstrationClock } from './set-demonstration-clock.js';
