import { DomainError } from '../../../platform/index.js';
import { errors } from '../../errors.js';
import type { Facts } from '../../manifest.js';
import { tarFacts } from './folder-facts.js';
import { done, type Opened, restic } from './program.js';

/**
 * What a snapshot holds, read back out of its repository to the last byte. restic leaves out a folder whose list is damaged and
 * says nothing of it, so that only the facts tell.
 */
export class Held {
  constructor(
    private readonly repository: Opened,
    private readonly snapshot: string,
  ) {}

  /** Throws `damaged` where a piece cannot be read. */
  async facts(): Promise<Facts> {
    const child = restic(this.repository, ['dump', this.snapshot, '/', '--archive', 'tar'], { lockless: true });
    try {
      const facts = await tarFacts(child.process.stdout);
      await done(child, this.repository.vault);
      return facts;
    } catch (error) {
      if (error instanceof DomainError) throw error;
      await done(child, this.repository.vault);
      throw errors.damaged({ vault: this.repository.vault.id, detail: (error as Error).message });
    }
  }
}
