import { z } from 'zod';

/** What a browser sent that the sign-in needs. */
export const visit = z.object({ cookie: z.string().optional(), userAgent: z.string().max(1000).optional(), ip: z.string() });
