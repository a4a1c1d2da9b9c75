import { Injectable } from '@nestjs/common';
import { Bulletin, Clock, Config, isDatabaseAway } from '../../platform/index.js';
import type { Encoding } from './encoding.js';
import { bytesOf, compress, type MadePage, type ReadyPage, sizeOf } from './page.js';

const MIB = 1024 * 1024;
/** A page is made anew at least so often: it also names things that nobody posts word of. */
const LONGEST_MS = 60_000;

/** `isOld`: the database is away, and this is the last page that was made. */
export interface Served {
  page: ReadyPage;
  isOld: boolean;
}

/**
 * Pages ready to be sent, by address and language, in a bounded number of bytes: who was not asked for longest goes first. Each
 * is made once however many ask for it meanwhile, and holds until its answer changes by itself. What is known to be wrong is
 * thrown away; what has only become old is kept for the time when the database is away.
 */
@Injectable()
export class PageCache {
  private readonly pages = new Map<string, ReadyPage>();
  private readonly making = new Map<string, Promise<ReadyPage>>();
  private readonly most: number;
  private held = 0;
  /** Counts the drops: what was read before one is not kept after it. */
  generation = 0;

  constructor(
    private readonly bulletin: Bulletin,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.most = config.get('SINAMBUNG_CACHE_MIB') * MIB;
  }

  get bytes(): number {
    return this.held;
  }

  /** Undefined as well while word of a change might not reach this process. */
  ready(key: string): ReadyPage | undefined {
    const page = this.pages.get(key);
    if (!page || !this.bulletin.isListening || page.until <= this.clock.now().getTime()) return undefined;
    this.pages.delete(key);
    this.pages.set(key, page);
    return page;
  }

  /** Throws what `make` throws, unless the database is away and a last page is there. */
  async get(key: string, make: () => Promise<MadePage>): Promise<Served> {
    try {
      return { page: this.ready(key) ?? (await (this.making.get(key) ?? this.make(key, make))), isOld: false };
    } catch (error) {
      const last = this.pages.get(key);
      if (!last || !isDatabaseAway(error)) throw error;
      return { page: last, isOld: true };
    }
  }

  /** Throws away what is wrong now; answers with the keys of those pages. */
  drop(isWrong: (page: ReadyPage) => boolean): string[] {
    this.generation++;
    this.making.clear();
    const wrong = [...this.pages].filter(([, page]) => isWrong(page)).map(([key]) => key);
    for (const key of wrong) this.forget(key);
    return wrong;
  }

  /** Keeps a page that was read in that generation, if nothing was dropped since. */
  async put(key: string, made: MadePage, generation: number): Promise<ReadyPage> {
    const { answer, validUntil } = made.standing;
    const page = await compress(made, Math.min(validUntil.getTime(), Date.parse(answer.at) + LONGEST_MS));
    if (generation === this.generation) this.keep(key, page);
    return page;
  }

  /** An encoding that is made for the first time is held as well, and counts. */
  async bytesOf(key: string, page: ReadyPage, encoding: Encoding): Promise<Buffer> {
    const before = sizeOf(page);
    const bytes = await bytesOf(page, encoding);
    if (this.pages.get(key) === page) this.grow(sizeOf(page) - before);
    return bytes;
  }

  private make(key: string, make: () => Promise<MadePage>): Promise<ReadyPage> {
    const { generation } = this;
    const making = make()
      .then((made) => this.put(key, made, generation))
      .finally(() => this.making.get(key) === making && this.making.delete(key));
    this.making.set(key, making);
    return making;
  }

  private keep(key: string, page: ReadyPage): void {
    this.forget(key);
    this.pages.set(key, page);
    this.grow(sizeOf(page));
  }

  private grow(bytes: number): void {
    this.held += bytes;
    for (const oldest of this.pages.keys()) {
      if (this.held <= this.most) break;
      this.forget(oldest);
    }
  }

  private forget(key: string): void {
    const page = this.pages.get(key);
    if (!page) return;
    this.pages.delete(key);
    this.held -= sizeOf(page);
  }
}
