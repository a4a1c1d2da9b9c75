import { Command, Option, SubCommand } from 'nest-commander';
import { AnswerComplaint, Complaints, PurgeSenders } from '../complaints/index.js';
import { Clock } from '../platform/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface PurgeOptions extends TerminalOptions {
  days?: number;
}

@SubCommand({ name: 'list', description: 'open complaints, the most urgent first' })
export class ComplaintsListCommand extends TerminalCommand {
  constructor(private readonly complaints: Complaints) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const open = (await this.complaints.open()).map(({ senderId: _, ...complaint }) => complaint);
    const rows = open.map((one) => [
      one.tracking,
      one.state,
      one.door,
      one.officeId ?? '-',
      one.serviceId ?? '-',
      one.regionCode ?? '-',
      one.replyBy,
    ]);
    this.show(options, open, this.table([['complaint', 'state', 'door', 'office', 'service', 'region', 'answer by'], ...rows]));
  }
}

@SubCommand({ name: 'show', arguments: '<tracking>', description: 'one complaint with its conversation; the number is masked' })
export class ComplaintsShowCommand extends TerminalCommand {
  constructor(
    private readonly complaints: Complaints,
    private readonly clock: Clock,
  ) {
    super();
  }

  async run([tracking = '']: string[], options: TerminalOptions): Promise<void> {
    const folder = await this.complaints.folder(tracking, this.clock.now());
    const { complaint, sender, messages } = folder;
    const head = [
      `${complaint.tracking}  ${complaint.state}  ${complaint.door}  ${sender ?? '-'}  answer by ${complaint.replyBy}`,
    ];
    const lines = messages.map(({ at, author, text }) => `${at.toISOString()}  ${author.padEnd(9)}  ${text}`);
    this.show(options, folder, [...head, ...lines]);
  }
}

@SubCommand({ name: 'answer', arguments: '<tracking> <text...>', description: 'answer a complaint' })
export class ComplaintsAnswerCommand extends TerminalCommand {
  constructor(
    private readonly complaints: Complaints,
    private readonly answer: AnswerComplaint,
  ) {
    super();
  }

  async run([tracking = '', ...text]: string[], options: TerminalOptions): Promise<void> {
    const { id } = await this.complaints.byTracking(tracking);
    const { senderId: _, ...answered } = await this.answer.run(this.by, { complaintId: id, text: text.join(' ') });
    this.show(options, answered, `${answered.tracking} is ${answered.state}`);
  }
}

@SubCommand({ name: 'purge', description: 'delete numbers and words of complaints closed long ago' })
export class ComplaintsPurgeCommand extends TerminalCommand {
  constructor(private readonly purge: PurgeSenders) {
    super();
  }

  @Option({ flags: '--days <days>', description: 'closed at least so many days ago; the default is in data/complaints.json' })
  parseDays(value: string): number {
    return Number(value);
  }

  async run(_arguments: string[], { days, ...options }: PurgeOptions): Promise<void> {
    const purged = await this.purge.run(this.by, { days });
    this.show(options, purged, `forgot ${purged.complaints} complaints, ${purged.messages} messages, ${purged.senders} numbers`);
  }
}

@Command({
  name: 'complaints',
  description: 'what citizens tell and ask',
  subCommands: [ComplaintsListCommand, ComplaintsShowCommand, ComplaintsAnswerCommand, ComplaintsPurgeCommand],
})
export class ComplaintsCommand extends CommandGroup {}

export const COMPLAINT_COMMANDS = [
  ComplaintsCommand,
  ComplaintsListCommand,
  ComplaintsShowCommand,
  ComplaintsAnswerCommand,
  ComplaintsPurgeCommand,
];
