export { DirectoryDeskController } from './directory-desk.controller.js';
export { DirectoryPages } from './directory-pages.js';
