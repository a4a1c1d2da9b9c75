export { BackupController } from './backup.controller.js';
export { BackupPages } from './backup.pages.js';
export { EscrowController } from './escrow.controller.js';
export { RetentionController } from './retention.controller.js';
export { RetentionPages } from './retention.pages.js';
export { VaultsController } from './vaults.controller.js';
