/**
 * What the fronts share: pages with their frame, forms that came back, the language of a request, who calls, and how an error
 * is shown. It knows no room but people.
 */
export { Assets } from './assets.js';
export { By } from './by.decorator.js';
export { type Compressed, sendCompressed } from './compressed.js';
export { emptyForm, type Failed, type Form, failedForm, formAfter, wordIn } from './forms.js';
export { acceptEmptyJson } from './json-body.js';
export { holdLimits, Limited } from './limits.js';
export { localeOf } from './locale.js';
export { type Helper, Lost } from './lost.js';
export { Open } from './open.decorator.js';
export { type PageOptions, Pages } from './pages.js';
export { Styles } from './styles.js';
export { type UploadedFile, Uploads } from './uploads.js';
export { visitOf } from './visitor.js';
export { WebModule } from './web.module.js';
