import { Injectable } from '@nestjs/common';
import { DomainError } from '../../platform/index.js';
import { type RestorePreview, Restores } from '../restores.js';
import { Shelf } from '../shelf.js';
import { troubleOf } from '../trouble.js';
import type { Trouble } from '../types.js';
import { type Chosen, chosenInOrder } from './chosen.js';

/** One of several, before they begin: what it would bring back, or why it cannot. */
export interface SeriesStep {
  sourceId: string;
  sourceName: string;
  preview?: RestorePreview;
  trouble?: Trouble;
}

export interface SeriesForesight {
  /** In the order in which they are restored. */
  steps: SeriesStep[];
  /** One after the other; undefined where one of them was never measured. */
  estimatedSeconds?: number;
  /** None begins where one of them cannot. */
  canBegin: boolean;
}

/** What is known of a restore of several sources before it begins. */
@Injectable()
export class SeriesPreview {
  constructor(
    private readonly shelf: Shelf,
    private readonly restores: Restores,
  ) {}

  /** Throws `no-such-source`. */
  async of(chosen: Chosen): Promise<SeriesForesight> {
    const steps = await Promise.all(chosenInOrder(this.shelf, chosen).map(({ id, name }) => this.step(id, name)));
    const seconds = steps.map(({ preview }) => preview?.estimatedSeconds);
    const isMeasured = seconds.every((each) => each !== undefined);
    return {
      steps,
      estimatedSeconds: isMeasured ? seconds.reduce((total, each) => total + each, 0) : undefined,
      canBegin: steps.every(({ preview }) => preview && preview.room.fits !== 'no'),
    };
  }

  private async step(sourceId: string, sourceName: string): Promise<SeriesStep> {
    try {
      return { sourceId, sourceName, preview: await this.restores.preview(sourceId) };
    } catch (error) {
      if (error instanceof DomainError) return { sourceId, sourceName, trouble: troubleOf(error) };
      throw error;
    }
  }
}
