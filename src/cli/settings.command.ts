import { Command } from 'nest-commander';
import { DeclaredSettings } from '../backup/index.js';
import { Config, SETTINGS } from '../platform/index.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

const HIDDEN = /SECRET|KEY|DATABASE_URL|SMTP_URL/;

@Command({ name: 'settings', description: 'list every setting, what it means and what it is now' })
export class SettingsCommand extends TerminalCommand {
  constructor(
    private readonly config: Config,
    private readonly declared: DeclaredSettings,
  ) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const own = Object.entries(SETTINGS).map(([name, { about }]) => ({
      name,
      value: this.shown(name as keyof typeof SETTINGS),
      about,
    }));
    const rows = [...own, ...this.ofShelf()];
    this.show(
      options,
      rows,
      this.table([['setting', 'value', 'meaning'], ...rows.map((row) => [row.name, row.value, row.about])]),
    );
  }

  private ofShelf(): { name: string; value: string; about: string }[] {
    const others = this.declared.all().filter(({ setting }) => !(setting in SETTINGS));
    return others.map(({ setting, neededBy, isSet }) => ({
      name: setting,
      value: isSet ? '(set)' : '(unset)',
      about: `the backup shelf needs it for ${neededBy.join(', ')}`,
    }));
  }

  private shown(name: keyof typeof SETTINGS): string {
    const value = this.config.get(name);
    if (value === undefined) return '(unset)';
    return HIDDEN.test(name) ? '(set)' : String(value);
  }
}
