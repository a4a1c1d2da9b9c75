import { HostDeskController } from './host-desk.controller.js';
import { HostDeskPage } from './host-desk.page.js';
import { PlanChangeController } from './plan-change.controller.js';
import { PlanChangePage } from './plan-change.page.js';
import { ReroutingController, ReroutingVerbs } from './rerouting.controller.js';
import { ReroutingPages } from './rerouting.pages.js';
import { ReroutingView } from './rerouting.view.js';

export { HostDeskController, PlanChangeController, ReroutingController };
export const REROUTING_PAGES = [ReroutingPages, ReroutingView, ReroutingVerbs, HostDeskPage, PlanChangePage];
