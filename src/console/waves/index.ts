import { OfficeTime } from '../incidents/office-time.js';
import { WavePages } from './wave.pages.js';
import { WaveFolders } from './wave-folders.js';
import { WaveForms } from './wave-forms.js';

export { WaveController, WavesController } from './waves.controller.js';
export const WAVE_PAGES = [OfficeTime, WaveFolders, WaveForms, WavePages];
