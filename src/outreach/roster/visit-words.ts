import { Injectable } from '@nestjs/common';
import { formatDate } from '../../platform/index.js';
import type { HomeVisit } from '../types.js';
import { Villages } from '../villages/villages.js';

/** What an SMS says of a visit. */
@Injectable()
export class VisitWords {
  constructor(private readonly villages: Villages) {}

  async of({ onDay, opens, closes, villageCode }: HomeVisit): Promise<{ day: string; hours: string; village: string }> {
    const { name } = await this.villages.get(villageCode);
    return { day: formatDate(onDay), hours: `${opens}-${closes}`.replaceAll(':', '.'), village: name };
  }
}
