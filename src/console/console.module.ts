import { Module } from '@nestjs/common';
import { PEOPLE_PAGES } from './people-pages.js';

@Module({
  controllers: [
    ...PEOPLE_PAGES,
  ],
})
export class ConsoleModule {}
