export { ArchiveController } from './archives.controller.js';
export { ArchivePages } from './archives.pages.js';
