import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { DIRECTORY_COMMANDS } from './directory.commands.js';
import { DISPENSATION_COMMANDS } from './dispensation.commands.js';
import { DemoCommand } from './demo.command.js';
import { LEDGER_COMMANDS } from './ledger.commands.js';
import { NOTICE_COMMANDS } from './notice.commands.js';
import { SettingsCommand } from './settings.command.js';

@Module({
  imports: [DirectoryModule, DispensationModule],
  providers: [SettingsCommand, ...LEDGER_COMMANDS, ...DIRECTORY_COMMANDS, ...DISPENSATION_COMMANDS, ...NOTICE_COMMANDS],
})
export class CliModule {}
