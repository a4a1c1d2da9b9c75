import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { IncidentsModule } from '../incidents/index.js';
import { ReroutingModule } from '../rerouting/index.js';
import { AnswerNews } from './answer-news.js';
import { Answers } from './answers.js';
import { COPIES, StaticCopies, StaticPages } from './copies/index.js';
import { FactReader } from './fact-reader.js';
import { HOST_SHEETS, HostSheets, SheetPress } from './host-sheet/index.js';
import { RecordAnswers } from './record-answers.js';
import { ToldStore } from './told-store.js';

@Module({
  imports: [DirectoryModule, ReroutingModule, DispensationModule, IncidentsModule],
  providers: [FactReader, ToldStore, Answers, RecordAnswers, AnswerNews, ...COPIES, ...HOST_SHEETS],
  exports: [HostSheets, SheetPress, Answers, StaticPages, StaticCopies],
})
export class AnswersModule {}
