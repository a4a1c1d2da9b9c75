/**
 * What the server itself needs from its keepers. News between rooms is delivered by itself and tried again by itself; what failed
 * all the same is never dropped: it waits here, is shown to those who keep the server, and is delivered anew when they say so. Work of
 * before a restore goes on, or never does, when they say so.
 */
export { DecideHeldWork } from './decide-held-work.js';
export { OperationsModule } from './operations.module.js';
export { RedeliverNews } from './redeliver-news.js';
export { UndeliveredNews } from './undelivered-news.js';
