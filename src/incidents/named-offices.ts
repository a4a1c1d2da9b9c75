import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/index.js';
import { errors } from './errors.js';

const MOST_NEAR = 8;

/** The offices that somebody means by what she typed: an id, or a name that may mean one office alone. */
@Injectable()
export class NamedOffices {
  constructor(private readonly directory: Directory) {}

  /** Its id. Throws `which-office` with those that are near. */
  async one(text: string): Promise<string> {
    const found = await this.meant(text);
    if (found.length === 1) return found[0]!.id;
    throw errors.whichOffice({ office: text, near: found.slice(0, MOST_NEAR) });
  }

  /** Their ids, each line an office. Throws `no-such-offices` with all lines that mean none or several. */
  async many(lines: readonly string[]): Promise<string[]> {
    const meant = await Promise.all(lines.map(async (line) => ({ line, found: await this.meant(line) })));
    const unknown = meant.filter(({ found }) => found.length !== 1).map(({ line }) => line);
    if (unknown.length > 0) throw errors.noSuchOffices({ offices: unknown.join(', ') });
    return [...new Set(meant.map(({ found }) => found[0]!.id))];
  }

  private async meant(text: string): Promise<{ id: string; name: string }[]> {
    const [byId] = await this.directory.officesByIds([text]);
    const found = byId ? [byId] : await this.directory.findOffices(text);
    const exact = found.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
    return (exact.length === 1 ? exact : found).map(({ id, name }) => ({ id, name }));
  }
}
