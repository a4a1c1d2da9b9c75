import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/index.js';
import { DIRECTORY_COMMANDS } from './directory.commands.js';
import { LEDGER_COMMANDS } from './ledger.commands.js';
import { SettingsCommand } from './settings.command.js';

@Module({
  imports: [DirectoryModule],
  providers: [SettingsCommand, ...LEDGER_COMMANDS, ...DIRECTORY_COMMANDS],
})
export class CliModule {}
