import { CustodyController, CustodyVerbs } from './custody.controller.js';
import { CustodyPages } from './custody.pages.js';
import { CustodyFolder } from './custody-folder.js';
import { RepairController } from './repair.controller.js';

export const CUSTODY_CONTROLLERS = [RepairController, CustodyController];
export const CUSTODY_PAGES = [CustodyFolder, CustodyPages, CustodyVerbs];
