import { CommandRunner, Option } from 'nest-commander';
import { z } from 'zod';
import { Actor, ROLES } from '../people/index.js';
import { parse } from '../platform/index.js';

export interface TerminalOptions {
  json?: boolean;
}

/** What all commands share: `--json`, and the person at the server's own terminal, who holds every role and counts as one. */
export abstract class TerminalCommand extends CommandRunner {
  protected readonly by = Actor.terminal(ROLES);

  /** A usage error is thrown, so that the database is closed before the process ends. */
  override setCommand(command: Parameters<CommandRunner['setCommand']>[0]): this {
    return super.setCommand(command.exitOverride());
  }

  @Option({ flags: '--json', description: 'print one JSON document instead of text' })
  parseJson(): boolean {
    return true;
  }

  /** Prints `value` as JSON when asked to, else the lines. */
  protected show(options: TerminalOptions, value: unknown, lines: string | string[]): void {
    process.stdout.write(`${this.asksJson(options) ? JSON.stringify(value, null, 2) : [lines].flat().join('\n')}\n`);
  }

  /** A `--json` behind a subcommand is taken by the command above it. */
  protected asksJson({ json }: TerminalOptions): boolean {
    return json ?? this.command.optsWithGlobals<TerminalOptions>().json ?? false;
  }

  /** For what is looked up by an id: throws `platform.bad-input` for what is none. */
  protected id(field: string, value: string): string {
    parse(z.object({ [field]: z.uuid() }), { [field]: value });
    return value;
  }

  /** A table as aligned text. */
  protected table(rows: (string | number)[][]): string[] {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
    return rows.map((row) =>
      row
        .map((cell, column) => String(cell ?? '').padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** A word that only stands before its subcommands: alone it prints their list. */
export abstract class CommandGroup extends TerminalCommand {
  async run([unknown]: string[]): Promise<void> {
    if (unknown !== undefined) this.command.error(`error: unknown command '${unknown}'`);
    this.command.outputHelp();
  }
}
