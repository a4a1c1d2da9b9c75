import { SubCommand } from 'nest-commander';
import { type DeclaredSetting, DeclaredSettings, Sources } from '../backup/index.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

/** A wrong file of the shelf is an error of every command, so here they are all fine. */
@SubCommand({
  name: 'check',
  description: 'read the backup shelf and name every wrong line; exit 2 when there is one; name the settings that it still needs',
})
export class BackupCheckCommand extends TerminalCommand {
  constructor(
    private readonly sources: Sources,
    private readonly declared: DeclaredSettings,
  ) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const [{ files }, missing] = [this.sources, this.declared.missing()];
    this.show(options, { files, missing }, [...files.map((file) => `${file}: fine`), ...missing.map(told)]);
  }
}

function told({ setting, neededBy }: DeclaredSetting): string {
  return `${setting}: not set, needed by ${neededBy.join(', ')}`;
}
