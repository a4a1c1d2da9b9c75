export { CheckInsController } from './check-ins.controller.js';
export { CheckInsPage } from './check-ins.page.js';
