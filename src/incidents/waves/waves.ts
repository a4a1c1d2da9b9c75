import { Injectable } from '@nestjs/common';
import { IncidentStore } from '../incident-store.js';
import type { Wave, WaveFolder } from './types.js';
import { WaveStore } from './wave-store.js';

const LIST_LIMIT = 50;

/** Questions about declarations over many offices. */
@Injectable()
export class Waves {
  constructor(
    private readonly waves: WaveStore,
    private readonly incidents: IncidentStore,
  ) {}

  /** Throws `no-such-wave`. */
  async get(id: string): Promise<WaveFolder> {
    const wave = await this.waves.get(id);
    return { ...wave, incidents: await this.incidents.ofWave(id) };
  }

  /** Newest first, at most 50. */
  all(): Promise<(Wave & { offices: number; open: number })[]> {
    return this.waves.newest(LIST_LIMIT);
  }
}
