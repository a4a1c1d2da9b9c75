import { Injectable } from '@nestjs/common';
import { SampleBackup } from '../sample-backup.js';
import type { Chapter } from './chapter.js';
import { SOURCE } from './facts.js';

@Injectable()
export class ProveTheCopy implements Chapter {
  readonly at = '2025-08-30T21:10:00+07:00';
  readonly title =
    'The evening before: the office’s database was backed up on schedule, read back whole, and proven by a restore';

  constructor(private readonly backup: SampleBackup) {}

  async isOver(): Promise<boolean> {
    return this.backup.isProven();
  }

  async play(): Promise<void> {
    await this.backup.begin();
  }

  async hasSettled(): Promise<boolean> {
    await this.backup.beginProof();
    return this.backup.isProven();
  }

  async tell(): Promise<string[]> {
    return [`/dasbor/pemulihan/${SOURCE}`];
  }
}
