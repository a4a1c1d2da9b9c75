/**
 * The append-only ledger: what was done, by whom, to what, when. A verb writes its entry with its change; one appender seals
 * entries into a chain of hashes; the signed head leaves the machine. Entries hold no personal data, so that purging that data
 * never breaks the chain.
 */
export { AuditModule } from './audit.module.js';
export { Ledger } from './ledger.js';
export { LedgerEntries, type LedgerEntry } from './ledger-entries.js';
export { SealLedger } from './seal-ledger.js';
export { type Verification, VerifyLedger } from './verify-ledger.js';
