export { PaperController } from './paper.controller.js';
export { PaperPages } from './paper.pages.js';
