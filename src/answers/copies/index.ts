import { CalendarNews } from './calendar-news.js';
import { CopiesTick } from './copies-tick.js';
import { CopyIndex } from './copy-index.js';
import { CopyPlaces } from './copy-places.js';
import { CopyWriter } from './copy-writer.js';
import { StaticCopies } from './static-copies.js';
import { StaticPages } from './static-pages.js';

export { StaticCopies } from './static-copies.js';
export { type AnswerPages, type Format, type ListedArea, StaticPages } from './static-pages.js';
export const COPIES = [CalendarNews, CopiesTick, CopyIndex, CopyPlaces, CopyWriter, StaticCopies, StaticPages];
