export { LossController } from './losses.controller.js';
export { LossPages } from './losses.pages.js';
