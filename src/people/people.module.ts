import { Global, Module } from '@nestjs/common';
import { ChangeDesk } from './change.js';

@Global()
@Module({
  providers: [ChangeDesk],
  exports: [ChangeDesk],
})
export class PeopleModule {}
