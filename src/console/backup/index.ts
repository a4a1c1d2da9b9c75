export { BackupController } from './backup.controller.js';
export { BackupPages } from './backup.pages.js';
export { VaultsController } from './vaults.controller.js';
