import { ImportSettlement } from './import-settlement.js';
import { LossWindows } from './loss-windows.js';
import { MatchSettlement } from './match-settlement.js';
import { PaymentStore } from './payment-store.js';
import { PurgePayments } from './purge-payments.js';
import { PurgeTick } from './purge-tick.js';
import { SetPaymentState } from './set-payment-state.js';
import { SettlementStore } from './settlement-store.js';
import { Settlements } from './settlements.js';
import { SourcePayments } from './source-payments.js';

/** What was paid while the database was lost. */
export const LOSS_DOORS = [ImportSettlement, MatchSettlement, SetPaymentState, PurgePayments, Settlements];
export const LOSS_PARTS = [LossWindows, SettlementStore, PaymentStore, SourcePayments, PurgeTick];
