import { BackupController } from './backup.controller.js';
import { BackupPages } from './backup.pages.js';
import { EscrowController } from './escrow.controller.js';
import { RetentionController } from './retention.controller.js';
import { RetentionPages } from './retention.pages.js';
import { VaultsController } from './vaults.controller.js';

export const RECOVERY_DESK = [BackupController, RetentionController, VaultsController, EscrowController];
export const RECOVERY_PAGES = [BackupPages, RetentionPages];
