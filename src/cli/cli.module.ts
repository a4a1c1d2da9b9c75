import { Module } from '@nestjs/common';
import { DemonstrationModule } from '../demonstration/index.js';
import { DirectoryModule } from '../directory/index.js';
import { DispensationModule } from '../dispensation/index.js';
import { DIRECTORY_COMMANDS } from './directory.commands.js';
import { DISPENSATION_COMMANDS } from './dispensation.commands.js';
import { DemoCommand } from './demo.command.js';
import { LEDGER_COMMANDS } from './ledger.commands.js';
import { NOTICE_COMMANDS } from './notice.commands.js';
import { SettingsCommand } from './settings.command.js';
import { PEOPLE_COMMANDS } from './people.commands.js';

@Module({
  imports: [DemonstrationModule, DirectoryModule, DispensationModule],
  providers: [SettingsCommand, DemoCommand, ...LEDGER_COMMANDS, ...PEOPLE_COMMANDS, ...DIRECTORY_COMMANDS, ...DISPENSATION_COMMANDS, ...NOTICE_COMMANDS],
})
export class CliModule {}
