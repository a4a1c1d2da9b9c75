import { writeFileSync } from 'node:fs';
import { Command, Option, SubCommand } from 'nest-commander';
import { HostSheets, SheetPress } from '../answers/index.js';
import { DayReports, Directory, ReportDay } from '../directory/index.js';
import { PlanReturn, Returns } from '../incidents/index.js';
import { Clock, civilDate } from '../platform/index.js';
import { SetDisclosure } from '../rerouting/index.js';
import { fromHere } from './from-here.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface SheetOptions extends TerminalOptions {
  out?: string;
}

@SubCommand({ name: 'sheet', arguments: '<question>', description: 'the sheet for the clerks of a host; --out writes it as PDF' })
export class HostSheetCommand extends TerminalCommand {
  constructor(
    private readonly sheets: HostSheets,
    private readonly press: SheetPress,
  ) {
    super();
  }

  async run([question = '']: string[], { json, out }: SheetOptions): Promise<void> {
    const sheet = await this.sheets.of(question);
    if (out) writeFileSync(fromHere(out), (await this.press.pdf(question)).pdf);
    const rows = sheet.services.map(({ id, perDay, regions }) => [id, perDay ?? '-', regions.join(', ')]);
    this.show({ json }, sheet, [
      `${sheet.office.name}, from ${sheet.startOn}${out ? `, written to ${out}` : ''}`,
      ...this.table([['service', 'a day', 'from'], ...rows]),
    ]);
  }

  @Option({ flags: '--out <file>', description: 'where to write the PDF' })
  parseOut(value: string): string {
    return value;
  }
}

@SubCommand({
  name: 'disclose',
  arguments: '<question> <disclosure>',
  description: 'what the public may know of a host: named, area or withheld',
})
export class HostDiscloseCommand extends TerminalCommand {
  constructor(private readonly disclosure: SetDisclosure) {
    super();
  }

  async run([requestId, disclosure]: string[], { json }: TerminalOptions): Promise<void> {
    const request = await this.disclosure.run(this.by, { requestId, disclosure });
    this.show({ json }, request, `${request.officeId}: ${request.disclosure}`);
  }
}

interface ReportOptions extends TerminalOptions {
  people?: number;
  note?: string;
  toldBy?: string;
}

@SubCommand({
  name: 'report',
  arguments: '<office> <kind>',
  description: 'record what an office said of today: open, served or turned-away',
})
export class HostReportCommand extends TerminalCommand {
  constructor(private readonly report: ReportDay) {
    super();
  }

  async run([officeId, kind]: string[], { json, ...said }: ReportOptions): Promise<void> {
    const report = await this.report.run(this.by, { ...said, officeId, kind, via: said.toldBy ? 'call' : 'console' });
    this.show({ json }, report, `${report.officeId} ${report.date}: ${report.kind} ${report.people ?? ''}`.trim());
  }

  @Option({ flags: '--people <number>', description: 'how many so far today; required for served' })
  parsePeople(value: string): number {
    return Number(value);
  }

  @Option({ flags: '--note <text>', description: 'why people were turned away' })
  parseNote(value: string): string {
    return value;
  }

  @Option({ flags: '--told-by <function>', description: 'who called, such as "Kepala KB Samsat Pare"' })
  parseToldBy(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'day', arguments: '<office> [date]', description: 'what an office said of a day; of today without a date' })
export class HostDayCommand extends TerminalCommand {
  constructor(
    private readonly reports: DayReports,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run([officeId = '', date]: string[], options: TerminalOptions): Promise<void> {
    const { zone } = await this.directory.office(officeId);
    const reports = await this.reports.of(officeId, date ?? civilDate(this.clock.now(), zone));
    const rows = reports.map(({ at, kind, people, note, via }) => [at.toISOString(), kind, people ?? '-', note ?? '-', via]);
    this.show(options, reports, this.table([['at', 'kind', 'people', 'note', 'via'], ...rows]));
  }
}

interface ReturnOptions extends TerminalOptions {
  stage?: { date: string; services: string[] }[];
}

@SubCommand({
  name: 'return',
  arguments: '<incident>',
  description: 'plan by which stages people come back from hosts; without a stage the plan is shown',
})
export class HostReturnCommand extends TerminalCommand {
  constructor(
    private readonly plan: PlanReturn,
    private readonly returns: Returns,
  ) {
    super();
  }

  async run([incidentId = '']: string[], { json, stage }: ReturnOptions): Promise<void> {
    if (stage) await this.plan.run(this.by, { incidentId, stages: stage });
    const stages = await this.returns.of(incidentId);
    const rows = stages.map(({ date, services, doneAt }) => [date, services.join(','), doneAt ? 'done' : 'planned']);
    this.show({ json }, stages, this.table([['from', 'services', 'state'], ...rows]));
  }

  @Option({ flags: '--stage <date=services...>', description: 'such as 2025-09-10=pkb-tahunan,bbnkb; can be given again' })
  parseStage(value: string, before: ReturnOptions['stage'] = []): ReturnOptions['stage'] {
    const [date = '', services = ''] = value.split('=');
    return [...before, { date, services: services.split(',').filter(Boolean) }];
  }
}

const VERBS = [HostSheetCommand, HostDiscloseCommand, HostReportCommand, HostDayCommand, HostReturnCommand];

@Command({
  name: 'hosts',
  description: 'offices that receive the people of a closed one, and how their days go',
  subCommands: VERBS,
})
export class HostsCommand extends CommandGroup {}

export const HOST_COMMANDS = [HostsCommand, ...VERBS];
