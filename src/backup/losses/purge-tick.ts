import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { Actor } from '../../people/index.js';
import { PurgePayments } from './purge-payments.js';

@Injectable()
export class PurgeTick {
  constructor(private readonly purge: PurgePayments) {}

  @Cron('0 27 0 * * *', { timeZone: 'Asia/Jakarta' })
  async nightly(): Promise<void> {
    await this.purge.run(Actor.system('backup'), {});
  }
}
