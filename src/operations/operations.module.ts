import { Module } from '@nestjs/common';
import { RedeliverNews } from './redeliver-news.js';
import { UndeliveredNews } from './undelivered-news.js';

@Module({ providers: [RedeliverNews, UndeliveredNews], exports: [RedeliverNews, UndeliveredNews] })
export class OperationsModule {}
