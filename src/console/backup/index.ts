export { BackupController } from './backup.controller.js';
export { BackupPages } from './backup.pages.js';
export { EscrowController } from './escrow.controller.js';
