import { readFile, writeFile } from 'node:fs/promises';
import { Command, Option, SubCommand } from 'nest-commander';
import {
  CrewSheets,
  ImportVillageList,
  MakeCrewSheet,
  MergeCrewFile,
  ProposeRoster,
  PublishHomeVisit,
  PurgeRequesters,
  Roster,
  VisitRequests,
} from '../outreach/index.js';
import { fromHere } from './from-here.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface RegionOptions extends TerminalOptions {
  region?: string;
}

@SubCommand({ name: 'requests', description: 'requests for a visit, the longest waiting first; who asked is left out' })
export class VisitsRequestsCommand extends TerminalCommand {
  constructor(private readonly requests: VisitRequests) {
    super();
  }

  @Option({ flags: '--region <code>', description: 'only below this kab/kota, kecamatan or village' })
  parseRegion(value: string): string {
    return value;
  }

  async run(_arguments: string[], { region, ...options }: RegionOptions): Promise<void> {
    const found = (await this.requests.list({ under: region })).map(({ requesterId: _, ...request }) => request);
    const rows = found.map((one) => [
      one.tracking,
      one.state,
      one.door,
      one.serviceId,
      one.villageCode,
      one.people,
      one.needs.join('+') || '-',
      one.conflicts.join('+') || '-',
    ]);
    this.show(
      options,
      found,
      this.table([['request', 'state', 'door', 'service', 'village', 'people', 'needs', 'conflicts'], ...rows]),
    );
  }
}

@SubCommand({ name: 'coverage', description: 'by village: people who asked, are planned, were served, still wait' })
export class VisitsCoverageCommand extends TerminalCommand {
  constructor(private readonly requests: VisitRequests) {
    super();
  }

  @Option({ flags: '--region <code>', description: 'only below this kab/kota, kecamatan or village' })
  parseRegion(value: string): string {
    return value;
  }

  async run(_arguments: string[], { region, ...options }: RegionOptions): Promise<void> {
    const found = await this.requests.coverage({ under: region });
    const rows = found.map((row) => [row.villageCode, row.askedPeople, row.plannedPeople, row.servedPeople, row.waitingPeople]);
    this.show(options, found, this.table([['village', 'asked', 'planned', 'served', 'waiting'], ...rows]));
  }
}

@SubCommand({ name: 'list', arguments: '[from]', description: 'the roster, from a day such as 2025-09-08 on' })
export class VisitsListCommand extends TerminalCommand {
  constructor(private readonly roster: Roster) {
    super();
  }

  async run([from = '2000-01-01']: string[], options: TerminalOptions): Promise<void> {
    const lines = await this.roster.from(from);
    const rows = lines.map((one) => [
      one.id,
      one.state,
      one.onDay,
      one.villageCode,
      one.crew,
      `${one.people}/${one.quota}`,
      one.conflicts,
    ]);
    this.show(options, lines, this.table([['visit', 'state', 'day', 'village', 'crew', 'people', 'conflicts'], ...rows]));
  }
}

@SubCommand({
  name: 'take-list',
  arguments: '<village> <file>',
  description: 'take the CSV list of a village head, whole or not at all; wrong rows are named',
})
export class VisitsTakeListCommand extends TerminalCommand {
  constructor(private readonly importList: ImportVillageList) {
    super();
  }

  async run([villageCode = '', file = '']: string[], options: TerminalOptions): Promise<void> {
    const done = await this.importList.run(this.by, { villageCode, list: await contentOf(file) });
    this.show(options, done, `${done.rows} rows read, ${done.taken} taken, ${done.known} known before`);
  }
}

interface ProposeOptions extends TerminalOptions {
  crews?: string;
  quota?: string;
}

@SubCommand({
  name: 'propose',
  arguments: '<service> <region> <from>',
  description: 'share those who wait out to drafts of visits by village, from a day on',
})
export class VisitsProposeCommand extends TerminalCommand {
  constructor(private readonly propose: ProposeRoster) {
    super();
  }

  @Option({ flags: '--crews <names>', description: 'names of crews, separated by commas; "Regu 1" when left out' })
  parseCrews(value: string): string {
    return value;
  }

  @Option({ flags: '--quota <people>', description: 'people a visit; 10 when left out' })
  parseQuota(value: string): string {
    return value;
  }

  async run(
    [serviceId = '', regionCode = '', from = '']: string[],
    { crews = 'Regu 1', quota = '10', ...options }: ProposeOptions,
  ) {
    const names = crews.split(',').map((crew) => crew.trim());
    const done = await this.propose.run(this.by, { serviceId, regionCode, from, crews: names, quota });
    const lines = done.visits.map((visit) => `${visit.id}  ${visit.onDay}  ${visit.villageCode}  ${visit.crew}`);
    const tooLarge = done.tooLarge.length > 0 ? [`too large for one visit: ${done.tooLarge.join(', ')}`] : [];
    this.show(options, done, [...lines, `${done.planned} requests planned, ${done.left} still wait`, ...tooLarge]);
  }
}

@SubCommand({ name: 'publish', arguments: '<visit>', description: 'make a draft hold: those on it are told' })
export class VisitsPublishCommand extends TerminalCommand {
  constructor(private readonly publish: PublishHomeVisit) {
    super();
  }

  async run([visitId = '']: string[], options: TerminalOptions): Promise<void> {
    const visit = await this.publish.run(this.by, { visitId });
    const seen = visit.directoryVisitId ? 'places that are left are public' : 'no places are public';
    this.show(options, visit, `${visit.onDay} ${visit.villageCode} is published; ${seen}`);
  }
}

interface SheetOptions extends TerminalOptions {
  out?: string;
}

@SubCommand({
  name: 'sheet',
  arguments: '<visit>',
  description: "the crew's sheet with names and numbers, as offline HTML or PDF",
})
export class VisitsSheetCommand extends TerminalCommand {
  constructor(
    private readonly makeSheet: MakeCrewSheet,
    private readonly sheets: CrewSheets,
  ) {
    super();
  }

  @Option({ flags: '--out <file>', description: 'file to write: .html or .pdf', required: true })
  parseOut(value: string): string {
    return value;
  }

  async run([visitId = '']: string[], { out = '', ...options }: SheetOptions): Promise<void> {
    const format = out.endsWith('.pdf') ? 'pdf' : 'html';
    const sheet = await this.makeSheet.run(this.by, { visitId, format });
    await writeFile(fromHere(out), format === 'pdf' ? await this.sheets.pdf(sheet) : this.sheets.html(sheet), { mode: 0o600 });
    this.show(options, { file: out, requests: sheet.people.length }, `${sheet.people.length} requests written to ${out}`);
  }
}

@SubCommand({
  name: 'merge',
  arguments: '<visit> <file>',
  description: 'take what a crew wrote down: the JSON or the text code of its sheet',
})
export class VisitsMergeCommand extends TerminalCommand {
  constructor(private readonly merge: MergeCrewFile) {
    super();
  }

  async run([visitId = '', file = '']: string[], options: TerminalOptions): Promise<void> {
    const done = await this.merge.run(this.by, { visitId, content: await contentOf(file) });
    const conflicts = done.conflicts.length > 0 ? [`to be settled by a person: ${done.conflicts.join(', ')}`] : [];
    this.show(options, done, [
      `${done.records} records, ${done.fresh} new; ${done.served} served, ${done.notMet} not met`,
      ...conflicts,
    ]);
  }
}

interface PurgeOptions extends TerminalOptions {
  days?: number;
}

@SubCommand({ name: 'purge', description: 'delete names and numbers of requests that ended long ago' })
export class VisitsPurgeCommand extends TerminalCommand {
  constructor(private readonly purge: PurgeRequesters) {
    super();
  }

  @Option({ flags: '--days <days>', description: 'ended at least so many days ago; the default is in data/outreach.json' })
  parseDays(value: string): number {
    return Number(value);
  }

  async run(_arguments: string[], { days, ...options }: PurgeOptions): Promise<void> {
    const purged = await this.purge.run(this.by, { days });
    this.show(options, purged, `forgot ${purged.requesters} people of ${purged.requests} requests`);
  }
}

const SUBCOMMANDS = [
  VisitsRequestsCommand,
  VisitsCoverageCommand,
  VisitsListCommand,
  VisitsTakeListCommand,
  VisitsProposeCommand,
  VisitsPublishCommand,
  VisitsSheetCommand,
  VisitsMergeCommand,
  VisitsPurgeCommand,
];

@Command({
  name: 'home-visits',
  description: 'who cannot come: requests, the roster by village, crew sheets',
  subCommands: SUBCOMMANDS,
})
export class HomeVisitsCommand extends CommandGroup {}

export const OUTREACH_COMMANDS = [HomeVisitsCommand, ...SUBCOMMANDS];

async function contentOf(file: string): Promise<string> {
  return readFile(fromHere(file), 'utf8').catch((cause: Error) => {
    throw new Error(`the file cannot be opened: ${cause.message}`, { cause });
  });
}
