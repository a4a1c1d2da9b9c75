import { Module } from '@nestjs/common';
import { HomeModule } from './home/home.module.js';
import { PEOPLE_PAGES } from './people-pages.js';

@Module({
  imports: [HomeModule],
  controllers: [
    ...PEOPLE_PAGES,
  ],
})
export class ConsoleModule {}
