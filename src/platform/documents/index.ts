export { Documents, type RenderOptions } from './documents.js';
export { qrSvg } from './qr.js';
