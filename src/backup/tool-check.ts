import { Injectable, Logger } from '@nestjs/common';
import { Timeout } from '@nestjs/schedule';
import { DomainError } from '../platform/index.js';
import { Engines } from './engines/engines.js';
import { Keyring } from './engines/keyring.js';
import { OwnCopies } from './own-copies.js';
import { Shelf } from './shelf.js';

/** At the server's start: says at once which program, key or vault is missing, instead of at the first backup. */
@Injectable()
export class ToolCheck {
  private readonly logger = new Logger('backup');

  constructor(
    private readonly shelf: Shelf,
    private readonly engines: Engines,
    private readonly keyring: Keyring,
    private readonly ownCopies: OwnCopies,
  ) {}

  @Timeout(0)
  async check(): Promise<void> {
    this.checkOwn();
    for (const source of this.shelf.sources)
      await this.engines
        .of(source)
        .ready(source)
        .catch((error) => this.warn(source.id, error));
    await this.checkKey();
  }

  private checkOwn(): void {
    for (const source of this.shelf.sources.filter((one) => this.ownCopies.goWithData(one)))
      this.logger.warn(
        `${source.id}: every vault lies below SINAMBUNG_DATA, and is lost with it; name one that is not on this machine`,
      );
  }

  /** Made now, so that its public half can be brought to the other server, or onto the shelf, before the first copy. */
  private async checkKey(): Promise<void> {
    const keys = [() => this.keyring.recipient()];
    if (this.shelf.sources.some((source) => this.engines.of(source).writerCanDecrypt)) keys.push(() => this.keyring.opener());
    for (const key of keys)
      await key().catch((error) => {
        if (!(error instanceof DomainError)) throw error;
        this.logger.error(`${error.message}: ${error.context.file}; ${error.hint}`);
      });
  }

  /** A source that is away has its own alarm; a program that is missing is nobody else's to tell. */
  private warn(source: string, error: unknown): void {
    if (!(error instanceof DomainError) || !error.code.startsWith('backup.tool-')) return;
    const { tool, version, command } = error.context;
    this.logger.warn(`${source}: ${error.message} (${version ?? tool}); install it by: ${command}`);
  }
}
