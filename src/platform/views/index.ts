export { formatDate, formatDateTime, formatKm, formatNumber, formatRupiah, formatTime, type Moment } from './format.js';
export { type Layout, type ViewContext, Views } from './views.js';
