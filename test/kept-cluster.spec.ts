import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KeptCluster } from './support/kept-cluster.js';

describe('the cluster that is kept between runs', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'sinambung-kept-'));
  const shelf = path.join(root, 'node_modules', '.cache', 'test-cluster');
  afterAll(() => rmSync(root, { recursive: true }));

  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  let made = 0;
  const stopped = (text: string) => {
    const data = `data-${made++}`;
    write(`${data}/postgres/PG_VERSION`, text);
    write(`${data}/keys/postgres-password`, 'contoh');
    return path.join(root, data);
  };
  const unpacked = () => {
    const data = mkdtempSync(path.join(root, 'empty-'));
    const was = new KeptCluster(root).unpack(data);
    expect(existsSync(path.join(data, 'postgres'))).toBe(was);
    expect(existsSync(path.join(data, 'keys', 'postgres-password'))).toBe(was);
    return was ? readFileSync(path.join(data, 'postgres', 'PG_VERSION'), 'utf8') : undefined;
  };

  it.each([
    ['a migration', 'src/platform/migrations/0001-contoh.ts'],
    ['a file of the directory', 'data/kediri/kantor.csv'],
    ['the packages', 'package-lock.json'],
    ['how it is made', 'test/support/template.ts'],
  ])('is of use until %s changes, and again when that is taken back', (_, file) => {
    write(file, 'lama');
    new KeptCluster(root).keep(stopped(`sebelum ${file}`));
    write(file, 'baru');
    expect(unpacked()).toBeUndefined();
    write(file, 'lama');
    expect(unpacked()).toBe(`sebelum ${file}`);
  });

  /** What these open in turn stands in .dependency-cruiser.cjs, and is among them. */
  it('is of no use after a change in any room that fills it', () => {
    const template = readFileSync(path.join(__dirname, 'support', 'template.ts'), 'utf8');
    const rooms = [...template.matchAll(/src\/([a-z]+)\/index/g)].map(([, room]) => room);
    expect(rooms.length).toBeGreaterThan(3);
    for (const room of rooms) {
      new KeptCluster(root).keep(stopped('contoh'));
      expect(unpacked()).toBe('contoh');
      write(`src/${room}/baru.ts`, 'baru');
      expect(unpacked()).toBeUndefined();
    }
  });

  it('does not change with a spec', () => {
    new KeptCluster(root).keep(stopped('satu'));
    write('src/platform/contoh.spec.ts', 'baru');
    expect(unpacked()).toBe('satu');
  });

  it('is not kept where the server still runs, nor where something changed while it was made', () => {
    write('data/a.csv', '1');
    const running = stopped('berjalan');
    writeFileSync(path.join(running, 'postgres', 'postmaster.pid'), '1');
    new KeptCluster(root).keep(running);
    const making = new KeptCluster(root);
    write('data/a.csv', '2');
    making.keep(stopped('berubah'));
    for (const text of ['1', '2']) {
      write('data/a.csv', text);
      expect(unpacked()).toBeUndefined();
    }
  });

  it('is that of the last of several runs which made it, and another is made where it is cut short', () => {
    for (const text of ['satu', 'dua']) new KeptCluster(root).keep(stopped(text));
    expect(unpacked()).toBe('dua');
    for (const file of readdirSync(shelf)) truncateSync(path.join(shelf, file), 1000);
    expect(unpacked()).toBeUndefined();
    new KeptCluster(root).keep(stopped('tiga'));
    expect(unpacked()).toBe('tiga');
  });

  it('leaves few behind, and nothing where it cannot be kept', () => {
    for (let change = 0; change < 5; change++) {
      write('data/b.csv', String(change));
      new KeptCluster(root).keep(stopped('contoh'));
    }
    const before = readdirSync(shelf);
    expect(before).toHaveLength(3);
    write('data/b.csv', 'tak tersimpan');
    const broken = stopped('contoh');
    rmSync(path.join(broken, 'keys'), { recursive: true });
    new KeptCluster(root).keep(broken);
    expect(readdirSync(shelf)).toEqual(before);
  });
});
