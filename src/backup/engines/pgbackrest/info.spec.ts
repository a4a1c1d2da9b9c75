import { WIB } from '../../rules.js';
import { type BackupInfo, kindDue, readInfo } from './info.js';
import { partsIn } from './parts.js';
import { archiveCommand, missing } from './setup.js';

const DAY = 86_400_000;
const RHYTHMS = { full: { everyMs: 7 * DAY, atMs: 0 }, differential: { everyMs: DAY, atMs: 0 } };
/** A Wednesday. */
const NOW = new Date('2025-08-27T10:00:00+07:00');
const made = (type: BackupInfo['type'], at: string) =>
  ({ type, timestamp: { start: 0, stop: new Date(at).getTime() / 1000 } }) as BackupInfo;
const MONDAY = made('full', '2025-08-25T01:00:00+07:00');

describe('which kind of backup is due', () => {
  it.each([
    ['full', 'nothing is there', []],
    [
      'full',
      'the last full one is of last week',
      [made('full', '2025-08-24T23:00:00+07:00'), made('incr', '2025-08-27T01:00:00+07:00')],
    ],
    ['diff', 'there was none today', [MONDAY, made('incr', '2025-08-26T19:00:00+07:00')]],
    ['incr', 'there was a differential one today', [MONDAY, made('diff', '2025-08-27T01:00:00+07:00')]],
    ['incr', 'there was a full one today', [made('full', '2025-08-27T01:00:00+07:00')]],
  ] as const)('%s when %s', (kind, _, backups) => expect(kindDue(RHYTHMS, backups, NOW, WIB)).toBe(kind));

  it('by the clock of the source: at 23.30 in Jakarta a new day has begun in Jayapura', () => {
    const night = new Date('2025-08-27T23:30:00+07:00');
    const full = made('full', '2025-08-27T22:30:00+09:00');
    expect(kindDue(RHYTHMS, [full], night, 'Asia/Jakarta')).toBe('incr');
    expect(kindDue(RHYTHMS, [full], night, 'Asia/Jayapura')).toBe('diff');
  });
});

describe('what pgBackRest says', () => {
  it('of a repository that has no backup yet', () => {
    const text = '[{"archive":[],"backup":[],"status":{"code":2,"message":"no valid backups"}}]';
    expect(readInfo(text)).toEqual({ backups: [], archive: undefined });
  });

  it('of the parts of its files, without those of earlier backups', () => {
    const manifest = [
      '[backup:option]\noption-compress-type="zst"\n',
      '[target:file]',
      'pg_data/PG_VERSION={"bni":1,"bno":16,"checksum":"c","rck":"one","repo-size":32,"size":3}',
      'pg_data/a={"bni":1,"checksum":"c","rck":"two","repo-size":16,"size":3}',
      'pg_data/base/5/1={"checksum":"c","rck":"three","repo-size":99,"size":3}',
      'pg_data/base/5/2={"bni":2,"bno":0,"checksum":"c","rck":"four","reference":"20250101-000000F","repo-size":9}',
      'pg_data/empty={"size":0}',
      '\n[target:file:default]\nmode="0600"',
    ].join('\n');
    expect(partsIn(manifest)).toEqual([
      { file: 'bundle/1', at: 16, bytes: 32, sha1: 'one' },
      { file: 'bundle/1', at: 0, bytes: 16, sha1: 'two' },
      { file: 'pg_data/base/5/1.zst', at: 0, sha1: 'three' },
    ]);
  });
});

describe('what a server must be told', () => {
  const wanted = archiveCommand('/srv/kerja/server.conf', 'server');
  const says = { archiveMode: 'on', archiveCommand: wanted, walLevel: 'replica' };

  it('is nothing when all is set', () => expect(missing(says, wanted)).toEqual([]));

  it.each([
    ['wal_level', { walLevel: 'minimal' }, 'restart'],
    ['archive_mode', { archiveMode: 'off' }, 'restart'],
    ['archive_command', { archiveCommand: '' }, 'pg_reload_conf'],
    ['archive_command', { archiveCommand: '/bin/true' }, 'archive-push %p'],
  ])('names %s and its line', (what, change, text) => {
    expect(missing({ ...says, ...change }, wanted)).toEqual([{ what, line: expect.stringContaining(text) }]);
  });
});
