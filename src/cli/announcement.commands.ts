import { Command, Option, SubCommand } from 'nest-commander';
import { Announcements, CancelAnnouncement, PublishAnnouncement } from '../announcements/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface CancelOptions extends TerminalOptions {
  reason?: string;
}

@SubCommand({ name: 'list', description: 'announcements, the newest change first' })
export class AnnouncementsListCommand extends TerminalCommand {
  constructor(private readonly announcements: Announcements) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const all = await this.announcements.all();
    const rows = all.map((one) => [
      one.id,
      one.state,
      one.messages.length,
      one.updatedAt.toISOString(),
      one.messages.at(-1)?.words.en.title ?? '',
    ]);
    this.show(options, all, this.table([['announcement', 'state', 'messages', 'updated', 'title'], ...rows]));
  }
}

@SubCommand({ name: 'publish', arguments: '<incident>', description: 'announce an incident, from its facts' })
export class AnnouncementsPublishCommand extends TerminalCommand {
  constructor(private readonly publish: PublishAnnouncement) {
    super();
  }

  async run([incidentId = '']: string[], options: TerminalOptions): Promise<void> {
    const published = await this.publish.run(this.by, { incidentId });
    this.show(options, published, `announced as ${published.id}`);
  }
}

@SubCommand({ name: 'cancel', arguments: '<announcement>', description: 'say that an announcement no longer holds' })
export class AnnouncementsCancelCommand extends TerminalCommand {
  constructor(private readonly cancel: CancelAnnouncement) {
    super();
  }

  @Option({ flags: '--reason <reason>', description: 'reopened, mistake or withdrawn (the default)' })
  parseReason(value: string): string {
    return value;
  }

  async run([announcementId = '']: string[], { reason, ...options }: CancelOptions): Promise<void> {
    const cancelled = await this.cancel.run(this.by, { announcementId, reason });
    this.show(options, cancelled, `${cancelled.id} is cancelled`);
  }
}

@Command({
  name: 'announcements',
  description: 'what the public is told',
  subCommands: [AnnouncementsListCommand, AnnouncementsPublishCommand, AnnouncementsCancelCommand],
})
export class AnnouncementsCommand extends CommandGroup {}

export const ANNOUNCEMENT_COMMANDS = [
  AnnouncementsCommand,
  AnnouncementsListCommand,
  AnnouncementsPublishCommand,
  AnnouncementsCancelCommand,
];
