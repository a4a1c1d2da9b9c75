import { Module } from '@nestjs/common';
import { LEDGER_COMMANDS } from './ledger.commands.js';
import { SettingsCommand } from './settings.command.js';

@Module({
  providers: [SettingsCommand, ...LEDGER_COMMANDS],
})
export class CliModule {}
