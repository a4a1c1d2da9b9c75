import { z } from 'zod';

const id = z.uuid();

/** What comes from an address may be anything. */
export const isId = (text: string) => id.safeParse(text).success;
