import { Command, SubCommand } from 'nest-commander';
import { RedeliverNews, UndeliveredNews } from '../operations/index.js';
import { Actor } from '../people/index.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({ name: 'undelivered', description: 'news between rooms that failed at a listener every time' })
export class NewsUndeliveredCommand extends TerminalCommand {
  constructor(private readonly undelivered: UndeliveredNews) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const all = await this.undelivered.all();
    const rows = all.map((news) => [news.eventId, news.name, news.listener, news.failedAt.toISOString(), news.error]);
    const told =
      all.length === 0 ? 'all news arrived' : this.table([['event', 'news', 'listener', 'failed', 'because'], ...rows]);
    this.show(options, all, told);
  }
}

@SubCommand({ name: 'redeliver', arguments: '<event> <listener>', description: 'have failed news delivered there anew' })
export class NewsRedeliverCommand extends TerminalCommand {
  constructor(private readonly redeliver: RedeliverNews) {
    super();
  }

  async run([eventId, listener]: string[], options: TerminalOptions): Promise<void> {
    await this.redeliver.run(Actor.terminal(['recovery-officer']), { eventId, listener });
    this.show(options, { eventId, listener }, 'the running server delivers it anew');
  }
}

@Command({ name: 'news', description: 'news between the rooms', subCommands: [NewsUndeliveredCommand, NewsRedeliverCommand] })
export class NewsCommand extends CommandGroup {}

export const NEWS_COMMANDS = [NewsCommand, NewsUndeliveredCommand, NewsRedeliverCommand];
