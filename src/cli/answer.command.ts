import { Command, Option } from 'nest-commander';
import { Answers, forwardText, momentIn, smsText } from '../answers/index.js';
import { Directory } from '../directory/index.js';
import { Config, Texts } from '../platform/index.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface AnswerOptions extends TerminalOptions {
  at?: string;
  sms?: boolean;
}

@Command({
  name: 'answer',
  arguments: '<service> <region>',
  description: 'what a citizen is told, such as answer pkb-tahunan 35.06.03',
})
export class AnswerCommand extends TerminalCommand {
  constructor(
    private readonly answers: Answers,
    private readonly directory: Directory,
    private readonly texts: Texts,
    private readonly config: Config,
  ) {
    super();
  }

  async run([service = '', region = '']: string[], { json, at, sms }: AnswerOptions): Promise<void> {
    const answer = at === undefined ? await this.answers.answer(service, region) : await this.told(service, region, at);
    const url = `${this.config.url}/layanan/${service}/${region}`;
    this.show({ json }, answer, sms ? smsText(answer, 'id', this.texts) : forwardText(answer, 'id', this.texts, url));
  }

  @Option({ flags: '--at <moment>', description: 'what was told then, as in 2025-09-05T10:00 in the zone of the region' })
  parseAt(value: string): string {
    return value;
  }

  @Option({ flags: '--sms', description: 'as one SMS' })
  parseSms(): boolean {
    return true;
  }

  private async told(service: string, region: string, at: string) {
    const { zone } = await this.directory.region(region);
    return this.answers.toldOrThrow(service, region, momentIn(at, zone));
  }
}
