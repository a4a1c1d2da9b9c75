import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { StatusChanged } from '../../directory/index.js';
import { DispensationProposed, DispensationRevoked, DispensationSigned } from '../../dispensation/index.js';
import { Bulletin, Events } from '../../platform/index.js';
import { PUBLIC_CHANGED } from '../../rerouting/index.js';

export interface ReadyPage {
  type: string;
  identity: Buffer;
  br: Buffer;
  gzip: Buffer;
  etag: string;
  /** Milliseconds of `performance.now()` after which it is made anew. */
  until: number;
}

/** A page says what is open now, so that none is kept longer. */
const KEEP_MS = 30_000;
const MOST = 4000;
const BROTLI_QUALITY = 5;
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Pages ready to be sent, by address and language. Dropped at once in every process when something public changes. */
@Injectable()
export class PageCache implements OnModuleInit {
  private readonly pages = new Map<string, ReadyPage>();
  private readonly making = new Map<string, Promise<ReadyPage>>();
  private generation = 0;

  constructor(
    private readonly bulletin: Bulletin,
    private readonly events: Events,
  ) {}

  onModuleInit(): void {
    for (const topic of [PUBLIC_CHANGED, StatusChanged.name, 'clock']) this.bulletin.on(topic, () => this.drop());
    for (const news of [DispensationProposed, DispensationSigned, DispensationRevoked]) {
      this.events.on(news, 'portal.drop-pages', () => this.bulletin.post(PUBLIC_CHANGED));
    }
  }

  ready(key: string): ReadyPage | undefined {
    const page = this.pages.get(key);
    return page && page.until > performance.now() ? page : undefined;
  }

  /** The page, made by `make` once however many ask for it meanwhile. */
  async get(key: string, make: () => Promise<{ type: string; text: string }>): Promise<ReadyPage> {
    const ready = this.ready(key) ?? this.making.get(key);
    if (ready) return ready;
    const made = this.make(key, make).finally(() => this.making.get(key) === made && this.making.delete(key));
    this.making.set(key, made);
    return made;
  }

  drop(): void {
    this.generation++;
    this.pages.clear();
    this.making.clear();
  }

  private async make(key: string, make: () => Promise<{ type: string; text: string }>): Promise<ReadyPage> {
    const { generation } = this;
    const { type, text } = await make();
    const page = await compress(type, text);
    if (generation === this.generation) this.keep(key, page);
    return page;
  }

  private keep(key: string, page: ReadyPage): void {
    this.pages.delete(key);
    this.pages.set(key, page);
    if (this.pages.size > MOST) this.pages.delete(this.pages.keys().next().value as string);
  }
}

async function compress(type: string, text: string): Promise<ReadyPage> {
  const identity = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length };
  const [br, zipped] = await Promise.all([toBrotli(identity, { params }), toGzip(identity)]);
  const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`;
  return { type, identity, br, gzip: zipped, etag, until: performance.now() + KEEP_MS };
}
