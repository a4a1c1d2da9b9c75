import { Injectable, Logger } from '@nestjs/common';
import { Timeout } from '@nestjs/schedule';
import { DomainError } from '../platform/index.js';
import { Engines } from './engines/engines.js';
import { Shelf } from './shelf.js';

/** At the server's start: says at once which program is missing or too old, instead of at the first backup. */
@Injectable()
export class ToolCheck {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly shelf: Shelf,
    private readonly engines: Engines,
  ) {}

  @Timeout(0)
  async check(): Promise<void> {
    for (const source of this.shelf.sources)
      await this.engines
        .of(source)
        .ready(source)
        .catch((error) => this.warn(source.id, error));
  }

  /** A source that is away has its own alarm; a program that is missing is nobody else's to tell. */
  private warn(source: string, error: unknown): void {
    if (!(error instanceof DomainError) || !error.code.startsWith('backup.tool-')) return;
    const { tool, version, command } = error.context;
    this.logger.warn(`${source}: ${error.message} (${version ?? tool}); install it by: ${command}`);
  }
}
