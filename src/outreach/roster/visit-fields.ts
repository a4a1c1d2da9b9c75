import { z } from 'zod';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time such as 09:00');

export const crew = z.string().trim().min(1).max(60);
export const quota = z.coerce.number().int().min(1, 'at least 1').max(500);
/** Local times of a visit. */
export const times = { opens: time.default('09:00'), closes: time.default('12:00') };

/** Holds for both together. */
export const inOrder = ({ opens, closes }: { opens: string; closes: string }) => opens < closes;
export const notInOrder = { path: ['closes'], message: 'not after the beginning' };
