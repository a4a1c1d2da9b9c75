import { Deeds } from './deeds.js';
import { DossierPress } from './dossier-press.js';
import { Dossiers } from './dossiers.js';

export { DossierPress } from './dossier-press.js';
export { Dossiers } from './dossiers.js';
export type { Dossier, DossierAnswer, DossierLine } from './types.js';
export const DOSSIER = [Deeds, Dossiers, DossierPress];
