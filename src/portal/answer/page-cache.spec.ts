import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Bulletin, Clock, Config } from '../../platform/index.js';
import type { MadePage, ReadyPage } from './page.js';
import { PageCache } from './page-cache.js';

const MADE_AT = Date.parse('2025-09-01T03:00:00Z');
const AWAY = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

class StillClock extends Clock {
  at = MADE_AT;
  override now = () => new Date(this.at);
}

function open(mib = 1) {
  const clock = new StillClock();
  const bulletin = { isListening: true };
  const cache = new PageCache(bulletin as Bulletin, clock, new Config({ SINAMBUNG_CACHE_MIB: String(mib) }));
  return { cache, clock, bulletin };
}

function page(text: string, { until = MADE_AT + 30_000, digest = text } = {}): MadePage {
  const answer = { at: new Date(MADE_AT).toISOString() } as MadePage['standing']['answer'];
  return {
    type: 'text/plain',
    text,
    standing: { answer, digest, validUntil: new Date(until), offeringIds: [], incidentIds: [] },
  };
}

const made = (text: string, more?: Parameters<typeof page>[1]) => async () => page(text, more);
const read = ({ page: { br } }: { page: ReadyPage }) => brotliDecompressSync(br).toString();

describe('pages kept ready', () => {
  it('are made once however many ask, and are the same in each encoding', async () => {
    const { cache } = open();
    const make = jest.fn(made('halo'));
    const [first, second] = await Promise.all([cache.get('a', make), cache.get('a', make)]);
    expect(make).toHaveBeenCalledTimes(1);
    expect(first.page).toBe(second.page);
    const gzip = await cache.bytesOf('a', first.page, 'gzip');
    const identity = await cache.bytesOf('a', first.page, 'identity');
    expect([read(first), gunzipSync(gzip).toString(), identity.toString()]).toEqual(['halo', 'halo', 'halo']);
  });

  it('hold until their answer changes by itself, and never longer than a minute', async () => {
    const { cache, clock } = open();
    await cache.get('a', made('a', { until: MADE_AT + 5000 }));
    await cache.get('b', made('b', { until: MADE_AT + 3_600_000 }));
    const at = (later: number) => {
      clock.at = MADE_AT + later;
      return ['a', 'b'].filter((key) => cache.ready(key));
    };
    expect([at(4999), at(5000), at(59_999), at(60_000)]).toEqual([['a', 'b'], ['b'], ['b'], []]);
  });

  it('are thrown away when they are wrong, they alone, and what was being made meanwhile is not kept', async () => {
    const { cache } = open();
    await cache.get('wrong', made('lama'));
    await cache.get('right', made('benar'));
    let finish = () => {};
    const slow = cache.get('c', () => new Promise((resolve) => (finish = () => resolve(page('lama')))));
    expect(cache.drop(({ standing }) => standing.digest === 'lama')).toEqual(['wrong']);
    finish();
    expect(read(await slow)).toBe('lama');
    expect(['wrong', 'right', 'c'].map((key) => cache.ready(key) !== undefined)).toEqual([false, true, false]);
    expect(read(await cache.get('c', made('baru')))).toBe('baru');
  });

  it('are not trusted while word of a change might not arrive', async () => {
    const { cache, bulletin } = open();
    await cache.get('a', made('lama'));
    bulletin.isListening = false;
    expect(read(await cache.get('a', made('baru')))).toBe('baru');
  });

  it('are shown as old while the database is away, but never when they are known to be wrong', async () => {
    const { cache, clock } = open();
    const away = () => Promise.reject(AWAY);
    await cache.get('a', made('terakhir'));
    clock.at += 120_000;
    const served = await cache.get('a', away);
    expect([served.isOld, read(served)]).toEqual([true, 'terakhir']);
    await expect(cache.get('a', () => Promise.reject(new Error('a mistake of ours')))).rejects.toThrow('a mistake of ours');
    cache.drop(() => true);
    await expect(cache.get('a', away)).rejects.toBe(AWAY);
  });

  it('take no more bytes than allowed, count what they take, and go by when they were last asked for', async () => {
    const { cache } = open(1);
    const random = (key: number) => Array.from({ length: 700 }, (_, at) => Math.sin(key * 997 + at).toString(36)).join('');
    for (let key = 0; key < 200; key++) {
      const { page: kept } = await cache.get(`${key}`, made(random(key)));
      if (key % 3 === 0) await cache.bytesOf(`${key}`, kept, 'gzip');
      cache.ready('0');
      expect(cache.bytes).toBeLessThanOrEqual(1024 * 1024);
    }
    expect(cache.bytes).toBeGreaterThan(1000 * 1024);
    expect(['0', '1', '2', '199'].map((key) => cache.ready(key) !== undefined)).toEqual([true, false, false, true]);
    cache.drop(() => true);
    expect(cache.bytes).toBe(0);
  });
});
