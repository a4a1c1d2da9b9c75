import { DispensationForms } from './forms.js';
import { DispensationPages } from './pages.js';
import { DispensationRegister } from './register.js';
import { DispensationShelf } from './shelf.js';

export { DispensationController } from './dispensation.controller.js';
export const DISPENSATION_PAGES = [DispensationPages, DispensationForms, DispensationRegister, DispensationShelf];
