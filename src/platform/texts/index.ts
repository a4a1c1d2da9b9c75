export { LOCALES, type Locale, type TextParams, Texts } from './texts.js';
