import { Module } from '@nestjs/common';
import { DecideHeldWork } from './decide-held-work.js';
import { RedeliverNews } from './redeliver-news.js';
import { UndeliveredNews } from './undelivered-news.js';

@Module({
  providers: [DecideHeldWork, RedeliverNews, UndeliveredNews],
  exports: [DecideHeldWork, RedeliverNews, UndeliveredNews],
})
export class OperationsModule {}
