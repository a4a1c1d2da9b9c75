import { Command, Option, SubCommand } from 'nest-commander';
import {
  type AreaWanted,
  CloseWave,
  ConfirmWave,
  CorrectWave,
  DeclareWave,
  type OfficeImpact,
  PreviewWave,
  type WaveMoved,
  Waves,
} from '../incidents/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface AreaOptions extends TerminalOptions {
  region?: string;
  around?: string;
  km?: string;
}

interface DeclareOptions extends AreaOptions {
  cause?: string;
  began?: string;
  expectedEnd?: string;
}

/** What names an area: offices one by one, `--region`, or `--around` with `--km`. */
abstract class AreaCommand extends TerminalCommand {
  protected area(officeIds: string[], { region, around, km }: AreaOptions): AreaWanted {
    return {
      ...(officeIds.length > 0 ? { officeIds } : {}),
      ...(region === undefined ? {} : { regionCode: region }),
      ...(around === undefined ? {} : { around: { ...centre(around), km: Number(km ?? Number.NaN) } }),
    };
  }

  @Option({ flags: '--region <code>', description: 'all offices in this region, such as 35.06' })
  parseRegion(value: string): string {
    return value;
  }

  @Option({ flags: '--around <office>', description: 'all offices around this one, or around lat,lng; needs --km' })
  parseAround(value: string): string {
    return value;
  }

  @Option({ flags: '--km <number>', description: 'how far around, in kilometres, straight line' })
  parseKm(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'preview', arguments: '[offices...]', description: 'what closing these offices would mean; changes nothing' })
export class WavePreviewCommand extends AreaCommand {
  constructor(private readonly preview: PreviewWave) {
    super();
  }

  async run(offices: string[], options: AreaOptions): Promise<void> {
    const seen = await this.preview.of(this.area(offices, options));
    const { total } = seen;
    const due = total.obligations.unknown === total.offices ? 'no data' : String(total.obligations.count);
    this.show(options, seen, [
      ...this.table([['office', 'services', 'regions', 'people a day', 'due in two weeks', ''], ...seen.offices.map(lineOf)]),
      `${total.offices} offices, ${total.services.length} services, ${total.regions} regions, about ${total.people.perDay} people a day, due: ${due}`,
    ]);
  }
}

@SubCommand({ name: 'declare', arguments: '[offices...]', description: 'mark many offices as unavailable: public at once' })
export class WaveDeclareCommand extends AreaCommand {
  constructor(private readonly declare: DeclareWave) {
    super();
  }

  async run(offices: string[], options: DeclareOptions): Promise<void> {
    const { cause, began: beganAt, expectedEnd } = options;
    const declared = await this.declare.run(this.by, { ...this.area(offices, options), cause, beganAt, expectedEnd });
    this.show(options, declared, [
      `${declared.wave.id}  ${declared.incidents.length} offices marked, as unconfirmed`,
      ...declared.already.map(
        ({ officeId, reporter, incidentId }) => `already marked by ${reporter}: ${officeId} (${incidentId})`,
      ),
    ]);
  }

  @Option({ flags: '--cause <words>', description: 'what happened; leave it out while unknown' })
  parseCause(value: string): string {
    return value;
  }

  @Option({ flags: '--began <time>', description: 'with its offset, as 2025-08-30T21:30:00+07:00; now when it is left out' })
  parseBegan(value: string): string {
    return value;
  }

  @Option({ flags: '--expected-end <time>', description: 'with its offset; leave it out while unknown' })
  parseEnd(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'confirm', arguments: '<wave>', description: 'confirm all reports of a wave that wait' })
export class WaveConfirmCommand extends TerminalCommand {
  constructor(private readonly confirm: ConfirmWave) {
    super();
  }

  async run([waveId]: string[], options: TerminalOptions): Promise<void> {
    const moved = await this.confirm.run(this.by, { waveId });
    this.show(options, moved, inOneLine(moved, 'confirmed'));
  }
}

@SubCommand({ name: 'correct', arguments: '<wave>', description: 'declared by mistake: take back all that is open' })
export class WaveCorrectCommand extends TerminalCommand {
  constructor(private readonly correct: CorrectWave) {
    super();
  }

  async run([waveId]: string[], options: TerminalOptions & { reason?: string }): Promise<void> {
    const moved = await this.correct.run(this.by, { waveId, reason: options.reason });
    this.show(options, moved, inOneLine(moved, 'taken back'));
  }

  @Option({ flags: '--reason <words>', description: 'why it was a mistake' })
  parseReason(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'close', arguments: '<wave>', description: 'all confirmed offices of a wave serve again' })
export class WaveCloseCommand extends TerminalCommand {
  constructor(private readonly close: CloseWave) {
    super();
  }

  async run([waveId]: string[], options: TerminalOptions & { reopened?: string }): Promise<void> {
    const moved = await this.close.run(this.by, { waveId, reopenedAt: options.reopened });
    this.show(options, moved, inOneLine(moved, 'closed'));
  }

  @Option({ flags: '--reopened <time>', description: 'when they opened again, with its offset; now when it is left out' })
  parseReopened(value: string): string {
    return value;
  }
}

@SubCommand({ name: 'show', arguments: '<wave>', description: 'one declaration with its incidents' })
export class WaveShowCommand extends TerminalCommand {
  constructor(private readonly waves: Waves) {
    super();
  }

  async run([id = '']: string[], options: TerminalOptions): Promise<void> {
    const wave = await this.waves.get(id);
    this.show(options, wave, this.table(wave.incidents.map((incident) => [incident.id, incident.state, incident.officeId])));
  }
}

@SubCommand({ name: 'list', description: 'declarations over many offices, newest first' })
export class WaveListCommand extends TerminalCommand {
  constructor(private readonly waves: Waves) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const all = await this.waves.all();
    const lines = this.table(
      all.map(({ id, declaredAt, offices, open, cause }) => [
        id,
        declaredAt.toISOString(),
        `${open} of ${offices} open`,
        cause ?? '',
      ]),
    );
    this.show(options, all, all.length > 0 ? lines : 'none');
  }
}

/** `samsat-katang`, or `-7.8,112.0`. */
function centre(text: string): { officeId?: string; lat?: number; lng?: number } {
  const point = /^(-?[0-9.]+),\s*(-?[0-9.]+)$/.exec(text);
  return point ? { lat: Number(point[1]), lng: Number(point[2]) } : { officeId: text };
}

function lineOf({ office, services, regions, people, obligations, already }: OfficeImpact): (string | number)[] {
  const due = obligations.imported ? obligations.count : 'no data';
  return [office.id, services, regions, people.perDay, due, already ? 'closed already' : ''];
}

function inOneLine({ waveId, done, left }: WaveMoved, what: string): string {
  return `${waveId}  ${done.length} ${what}, ${left} left as they were`;
}

const VERBS = [
  WavePreviewCommand,
  WaveDeclareCommand,
  WaveConfirmCommand,
  WaveCorrectCommand,
  WaveCloseCommand,
  WaveShowCommand,
  WaveListCommand,
];

@Command({ name: 'waves', description: 'closing many offices by one declaration', subCommands: VERBS })
export class WavesCommand extends CommandGroup {}

export const WAVE_COMMANDS = [WavesCommand, ...VERBS];
