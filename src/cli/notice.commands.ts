import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, Option, SubCommand } from 'nest-commander';
import { keyring, NoticeKey, NoticeLetters, readToken } from '../dispensation/index.js';
import { fromHere } from './from-here.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface VerifyOptions extends TerminalOptions {
  key?: string;
}

interface LetterOptions extends TerminalOptions {
  to?: string;
}

@SubCommand({
  name: 'verify',
  arguments: '<payload>',
  description: 'check what a QR code holds, without network or database; exit 1 when it is forged',
})
export class NoticeVerifyCommand extends TerminalCommand {
  constructor(private readonly own: NoticeKey) {
    super();
  }

  async run([payload = '']: string[], { key, json }: VerifyOptions): Promise<void> {
    const verdict = readToken(payload, keyring([key ?? this.own.existing()]));
    const facts = verdict.genuine ? Object.entries(verdict.facts).map(([name, value]) => [name, String(value)]) : [];
    this.show({ json }, verdict, verdict.genuine ? ['genuine', ...this.table(facts)] : `forged: ${verdict.why}`);
    if (!verdict.genuine) process.exitCode = 1;
  }

  @Option({
    flags: '--key <key>',
    description: 'public key as printed on the letter, or a file that holds it; this server’s own when left out',
  })
  parseKey(key: string): string {
    const file = fromHere(key);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : key;
  }
}

@SubCommand({ name: 'letter', arguments: '<code>', description: 'write the letter with this code as PDF/A' })
export class NoticeLetterCommand extends TerminalCommand {
  constructor(private readonly letters: NoticeLetters) {
    super();
  }

  async run([code = '']: string[], { to = '.', json }: LetterOptions): Promise<void> {
    const { notice, pdf } = await this.letters.pdf(code);
    const file = fromHere(path.join(to, `${notice.code}.pdf`));
    writeFileSync(file, pdf);
    this.show({ json }, { file, notice: notice.number, state: notice.state }, file);
  }

  @Option({ flags: '--to <folder>', description: 'folder to write to; the current one when left out' })
  parseTo(folder: string): string {
    return folder;
  }
}

@Command({ name: 'notice', description: 'letters that excuse lateness', subCommands: [NoticeVerifyCommand, NoticeLetterCommand] })
export class NoticeCommand extends CommandGroup {}

export const NOTICE_COMMANDS = [NoticeCommand, NoticeVerifyCommand, NoticeLetterCommand];
