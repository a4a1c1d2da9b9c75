export { DutyController } from './duty.controller.js';
export { DutyPage } from './duty-page.js';
export { EmergencyController } from './emergency.controller.js';
