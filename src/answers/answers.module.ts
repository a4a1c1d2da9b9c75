import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { AnswerNews } from './answer-news.js';
import { Answers } from './answers.js';
import { CopiesTick } from './copies-tick.js';
import { FactReader } from './fact-reader.js';
import { RecordAnswers } from './record-answers.js';
import { StaticCopies } from './static-copies.js';
import { StaticPages } from './static-pages.js';
import { ToldStore } from './told-store.js';

@Module({
  imports: [DirectoryModule, ReroutingModule, DispensationModule],
  providers: [FactReader, ToldStore, Answers, RecordAnswers, AnswerNews, StaticPages, StaticCopies, CopiesTick],
  exports: [Answers, StaticPages, StaticCopies],
})
export class AnswersModule {}
