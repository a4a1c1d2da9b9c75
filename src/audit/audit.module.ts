import { Global, Module } from '@nestjs/common';
import { Ledger } from './ledger.js';
import { LedgerEntries } from './ledger-entries.js';
import { LedgerKey } from './ledger-key.js';
import { LedgerStore } from './ledger-store.js';
import { SealLedger } from './seal-ledger.js';
import { SealTick } from './seal-tick.js';
import { VerifyLedger } from './verify-ledger.js';

@Global()
@Module({
  providers: [Ledger, LedgerEntries, LedgerKey, LedgerStore, SealLedger, SealTick, VerifyLedger],
  exports: [Ledger, LedgerEntries, SealLedger, VerifyLedger],
})
export class AuditModule {}
