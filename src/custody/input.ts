import { z } from 'zod';

export const words = (longest: number) => z.string().trim().min(1).max(longest);
