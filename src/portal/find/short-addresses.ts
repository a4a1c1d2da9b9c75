import { Injectable } from '@nestjs/common';
import { Directory, EverydayWords } from '../../directory/index.js';

/** Short addresses that can be spoken, such as `/kras/pajak`: only where the name of the place leads to one kecamatan alone. */
@Injectable()
export class ShortAddresses {
  private names = new Map<string, string>();
  private loading?: Promise<void>;

  constructor(
    private readonly directory: Directory,
    private readonly words: EverydayWords,
  ) {}

  /** Undefined where there is none, and until the names have been read for the first time. */
  of(serviceId: string, regionCode: string): string | undefined {
    if (this.names.size === 0) this.loading ??= this.load();
    const place = this.names.get(regionCode);
    const word = this.words.wordOf(serviceId);
    return place && word ? `/${place}/${word}` : undefined;
  }

  /** Read again until there is a directory; a database that is away is asked again by the next page. */
  private async load(): Promise<void> {
    try {
      const found = await this.directory.ownNames();
      const shortestLast = found.sort((a, b) => b.term.length - a.term.length || b.term.localeCompare(a.term));
      this.names = new Map(shortestLast.map(({ term, code }) => [code, term.replaceAll(' ', '-')]));
    } catch {
      this.names = new Map();
    } finally {
      this.loading = undefined;
    }
  }
}
