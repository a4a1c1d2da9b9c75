import { Command, Option, SubCommand } from 'nest-commander';
import { AddHoliday, RemoveHoliday } from '../directory/index.js';
import { Calendar, Clock } from '../platform/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface ShowOptions extends TerminalOptions {
  asOf?: Date;
}

interface SourceOptions extends TerminalOptions {
  source?: string;
}

interface AddOptions extends SourceOptions {
  kind?: string;
  name?: string;
  english?: string;
}

@SubCommand({ name: 'show', arguments: '<year>', description: 'holidays and joint leave of a year, as they are or were known' })
export class CalendarShowCommand extends TerminalCommand {
  constructor(
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run([year = '']: string[], { asOf, ...options }: ShowOptions): Promise<void> {
    const known = [...this.calendar.knownAt(asOf ?? this.clock.now()).values()].filter(({ date }) => date.startsWith(`${year}-`));
    const rows = known.map(({ date, kind, name, estimated }) => [date, kind, estimated ? `${name} (estimated)` : name]);
    this.show(options, known, this.table([['date', 'kind', 'name'], ...rows]));
  }

  @Option({ flags: '--as-of <moment>', description: 'as it was known then, such as 2025-07-30T12:00+07:00' })
  parseAsOf(value: string): Date {
    const at = new Date(value);
    if (Number.isNaN(at.getTime())) this.command.error(`error: '${value}' is not a moment such as 2025-07-30T12:00+07:00`);
    return at;
  }
}

@SubCommand({ name: 'add', arguments: '<date>', description: 'add a holiday, or confirm an estimated one, from now on' })
export class CalendarAddCommand extends TerminalCommand {
  constructor(private readonly addHoliday: AddHoliday) {
    super();
  }

  async run([date]: string[], { kind, name, english, source, ...options }: AddOptions): Promise<void> {
    const added = await this.addHoliday.run(this.by, { date, kind, names: { id: name, en: english }, source });
    this.show(options, added, `${added.date} is ${added.names.id} (${added.kind}) from now on`);
  }

  @Option({ flags: '--kind <kind>', description: 'national or joint-leave', required: true })
  parseKind(value: string): string {
    return value;
  }

  @Option({ flags: '--name <name>', description: 'its name in Indonesian', required: true })
  parseName(value: string): string {
    return value;
  }

  @Option({ flags: '--english <name>', description: 'its name in English', required: true })
  parseEnglish(value: string): string {
    return value;
  }

  @Option({ flags: '--source <decree>', description: 'the law or decree that says so', required: true })
  parseSource(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'remove', arguments: '<date>', description: 'take a holiday back, from now on' })
export class CalendarRemoveCommand extends TerminalCommand {
  constructor(private readonly removeHoliday: RemoveHoliday) {
    super();
  }

  async run([date]: string[], { source, ...options }: SourceOptions): Promise<void> {
    const removed = await this.removeHoliday.run(this.by, { date, source });
    this.show(options, removed, `${removed.date} is no holiday from now on; it was ${removed.name}`);
  }

  @Option({ flags: '--source <decree>', description: 'the law or decree that took it back', required: true })
  parseSource(value: string): string {
    return value;
  }
}

@Command({
  name: 'calendar',
  description: 'the civil calendar: national holidays and joint leave',
  subCommands: [CalendarShowCommand, CalendarAddCommand, CalendarRemoveCommand],
})
export class CalendarCommand extends CommandGroup {}

export const CALENDAR_COMMANDS = [CalendarCommand, CalendarShowCommand, CalendarAddCommand, CalendarRemoveCommand];
