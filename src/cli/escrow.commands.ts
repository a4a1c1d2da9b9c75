import { Command, Option, SubCommand } from 'nest-commander';
import { AnswerDrill, AskDrill, Escrows, OpenWithKey } from '../backup/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface TryOptions extends TerminalOptions {
  identity?: string;
  fingerprint?: string;
}

@SubCommand({ name: 'list', description: "officers' keys that open every copy, and when each was last shown to open" })
export class EscrowListCommand extends TerminalCommand {
  constructor(private readonly escrows: Escrows) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const standing = await this.escrows.standing();
    const rows = standing.keys.map(({ holder, recipient, provenAt, alarm }) => [
      holder,
      provenAt?.toISOString() ?? 'never',
      alarm ?? 'fine',
      recipient,
    ]);
    const table = this.table([['holder', 'shown to open', 'state', 'recipient'], ...rows]);
    this.show(
      options,
      standing,
      rows.length > 0
        ? table
        : `no-escrow: if this machine is lost, nobody can open its copies (read in ${this.escrows.namedIn})`,
    );
    if (standing.alarms.length > 0) process.exitCode = 1;
  }
}

@SubCommand({ name: 'ask', arguments: '<recipient>', description: 'make a riddle that only the holder of this key can open' })
export class EscrowAskCommand extends TerminalCommand {
  constructor(private readonly ask: AskDrill) {
    super();
  }

  async run([recipient]: string[], options: TerminalOptions): Promise<void> {
    const { id, sealed } = await this.ask.run(this.by, { recipient });
    if (!options.json) process.stderr.write(`open it with age -d -i KEY, then: sinambung escrow answer ${id} ANSWER\n`);
    this.show(options, { id, sealed }, sealed.trim());
  }
}

@SubCommand({ name: 'answer', arguments: '<drill> <answer>', description: 'record that the key opened its riddle' })
export class EscrowAnswerCommand extends TerminalCommand {
  constructor(private readonly answer: AnswerDrill) {
    super();
  }

  async run([drillId, answer]: string[], options: TerminalOptions): Promise<void> {
    await this.answer.run(this.by, { drillId, answer });
    this.show(options, { drillId }, 'recorded: the key opens');
  }
}

@SubCommand({
  name: 'try',
  arguments: '<vault>',
  description: 'try a key on the real copies of a vault, on any machine; exit 1 when one does not open',
})
export class EscrowTryCommand extends TerminalCommand {
  constructor(private readonly opening: OpenWithKey) {
    super();
  }

  async run([address = '']: string[], { identity = '', fingerprint, ...options }: TryOptions): Promise<void> {
    const tried = await this.opening.try(address, identity, { fingerprint });
    const rows = tried.map(({ what, takenAt, opens, trouble }) => [
      what,
      takenAt ?? '-',
      opens ? 'opens' : trouble ? `not tried: ${trouble.code}: ${trouble.detail}` : 'DOES NOT OPEN',
    ]);
    const isClosed = tried.some(({ opens, trouble }) => !(opens || trouble));
    const hint = 'a key opens only what was sealed after the shelf named it: take new copies (sinambung backup take SOURCE)';
    this.show(options, tried, [...this.table([['what', 'data of', 'key'], ...rows]), ...(isClosed ? [hint] : [])]);
    if (tried.some(({ opens }) => !opens)) process.exitCode = 1;
  }

  @Option({ flags: '--identity <file>', required: true, description: 'the key, as age-keygen wrote it' })
  parseIdentity(value: string): string {
    return value;
  }

  @Option({ flags: '--fingerprint <hex>', description: 'of the signing key, from the recovery card' })
  parseFingerprint(value: string): string {
    return value.toLowerCase();
  }
}

@Command({
  name: 'escrow',
  description: "officers' keys: list, ask and answer a drill, try one on real copies",
  subCommands: [EscrowListCommand, EscrowAskCommand, EscrowAnswerCommand, EscrowTryCommand],
})
export class EscrowCommand extends CommandGroup {}

export const ESCROW_COMMANDS = [EscrowCommand, EscrowListCommand, EscrowAskCommand, EscrowAnswerCommand, EscrowTryCommand];
