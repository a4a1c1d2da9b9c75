import { SetMetadata } from '@nestjs/common';

export const OPEN = 'sinambung:open';

/** A route of /api/v1 or /dasbor that anybody may call without signing in. */
export const Open = () => SetMetadata(OPEN, true);
