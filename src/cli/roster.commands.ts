import { Command, Option, SubCommand } from 'nest-commander';
import { DutyCodes, PrintDutyCodes, RevokeDutyCodes, Roster } from '../people/index.js';
import { Config } from '../platform/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({ name: 'list', description: 'the duty roster, first to be told first, with the paper codes that are left' })
export class RosterListCommand extends TerminalCommand {
  constructor(
    private readonly roster: Roster,
    private readonly codes: DutyCodes,
  ) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const counts = await this.codes.counts();
    const places = (await this.roster.members()).map((member) => ({ ...member, codes: counts.get(member.id)?.live ?? 0 }));
    const rows = places.map(({ id, position, functionName, codes }) => [position, id, functionName, codes]);
    this.show(options, places, this.table([['', 'place', 'function', 'codes left'], ...rows]));
  }
}

/** A place by its id, or by its number on the roster. */
abstract class PlaceCommand extends TerminalCommand {
  protected abstract readonly roster: Roster;

  protected async placeId(text = ''): Promise<string> {
    return (await this.roster.members()).find(({ position }) => String(position) === text)?.id ?? text;
  }
}

@SubCommand({ name: 'print', arguments: '<place>', description: 'a new sheet of one-time codes; the one before ends' })
export class CodesPrintCommand extends PlaceCommand {
  constructor(
    protected readonly roster: Roster,
    private readonly print: PrintDutyCodes,
    private readonly config: Config,
  ) {
    super();
  }

  async run([place]: string[], { count, ...options }: TerminalOptions & { count?: string }): Promise<void> {
    const sheet = await this.print.run(this.by, { memberId: await this.placeId(place), count });
    const address = `${this.config.url}/darurat`;
    this.show(options, { ...sheet, address }, [
      sheet.member.functionName,
      `use the first that is not crossed out, once, at ${address}`,
      '',
      ...sheet.codes.map((code, index) => `${String(index + 1).padStart(2)}  ${code}`),
    ]);
  }

  @Option({ flags: '--count <n>', description: 'how many, 1 to 50; 10 when left out' })
  parseCount(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'revoke', arguments: '<place>', description: 'a sheet is lost: end all its codes' })
export class CodesRevokeCommand extends PlaceCommand {
  constructor(
    protected readonly roster: Roster,
    private readonly revoke: RevokeDutyCodes,
  ) {
    super();
  }

  async run([place]: string[], options: TerminalOptions): Promise<void> {
    const ended = await this.revoke.run(this.by, { memberId: await this.placeId(place) });
    this.show(options, ended, `revoked ${ended.revoked} codes`);
  }
}

@SubCommand({
  name: 'codes',
  description: 'one-time codes on paper, for the night when nothing else works',
  subCommands: [CodesPrintCommand, CodesRevokeCommand],
})
export class RosterCodesCommand extends CommandGroup {}

@Command({ name: 'roster', description: 'who is told, in which order', subCommands: [RosterListCommand, RosterCodesCommand] })
export class RosterCommand extends CommandGroup {}

export const ROSTER_COMMANDS = [RosterCommand, RosterListCommand, RosterCodesCommand, CodesPrintCommand, CodesRevokeCommand];
