import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { SealLedger } from './seal-ledger.js';

const EVERY_MS = 2_000;

@Injectable()
export class SealTick {
  constructor(private readonly seal: SealLedger) {}

  @Interval(EVERY_MS)
  tick(): Promise<number> {
    return this.seal.run();
  }
}
