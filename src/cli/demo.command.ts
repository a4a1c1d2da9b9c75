import { Command, Option } from 'nest-commander';
import { DemonstrationFill, ReplayKediri } from '../demonstration/index.js';
import { Config } from '../platform/index.js';
import { ensureServer } from './ensure-server.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface DemoOptions extends TerminalOptions {
  continue?: boolean;
  yes?: boolean;
}

interface Told {
  at: string;
  title: string;
  lines: string[];
}

/** `demo kediri`: replays the story of the fire, chapter by chapter, in a demonstration. */
@Command({ name: 'demo', arguments: '<story>', description: 'replay a story in a demonstration database: kediri' })
export class DemoCommand extends TerminalCommand {
  constructor(
    private readonly config: Config,
    private readonly fill: DemonstrationFill,
    private readonly replay: ReplayKediri,
  ) {
    super();
  }

  @Option({ flags: '--continue', description: 'go on with a replay that was interrupted, instead of starting over' })
  parseContinue(): boolean {
    return true;
  }

  @Option({ flags: '--yes', description: 'start over even where copies go that the story did not make' })
  parseYes(): boolean {
    return true;
  }

  async run([story]: string[], options: DemoOptions): Promise<void> {
    if (story !== 'kediri') throw new Error(`there is no story ${story}; there is: kediri`);
    const server = await ensureServer(this.config);
    try {
      await this.tellAll(server.url, options);
    } finally {
      await server.stop();
    }
    if (server.isOwn) process.stderr.write('\nTo open these addresses, start the server: npm start\n');
  }

  private async startOver({ yes }: DemoOptions): Promise<void> {
    if (!yes) await this.fill.refuseToForgetCopies();
    const goes = `what this demonstration recorded goes, with the copies in ${this.fill.vaults}`;
    process.stderr.write(`The story starts over: ${goes}. To go on instead: --continue\n\n`);
    await this.fill.startOver();
  }

  private async tellAll(url: string, options: DemoOptions): Promise<void> {
    const told: Told[] = [];
    await this.fill.filled();
    if (!options.continue) await this.startOver(options);
    await this.replay.run((at, title, lines) => {
      const full = lines.map((line) => (line.startsWith('/') ? url + line : line));
      told.push({ at, title, lines: full });
      if (!options.json) process.stdout.write(asText({ at, title, lines: full }));
    });
    if (options.json) this.show(options, told, '');
  }
}

function asText({ at, title, lines }: Told): string {
  const when = at.slice(0, 16).replace('T', ' ');
  return `${when.padEnd(16)}  ${title}\n${lines.map((line) => `${' '.repeat(18)}${line}\n`).join('')}`;
}
