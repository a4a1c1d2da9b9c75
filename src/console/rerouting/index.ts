import { ReroutingController, ReroutingVerbs } from './rerouting.controller.js';
import { ReroutingPages } from './rerouting.pages.js';
import { ReroutingView } from './rerouting.view.js';

export { ReroutingController };
export const REROUTING_PAGES = [ReroutingPages, ReroutingView, ReroutingVerbs];
