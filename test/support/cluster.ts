import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { asOwner } from '../../src/backup/engines/pgbackrest/owner.js';
import { programsOf } from '../../src/backup/engines/pgbackrest/restored-server.js';
import { unpack } from './debian.mjs';

const MAJOR = 15;
const PACKAGES = path.resolve(process.env.SINAMBUNG_TEST_PGBACKREST ?? path.join('.tmp', 'pgbackrest'));

/** A PostgreSQL server of its own for tests, whose log can be archived: the machine's own service is left alone. */
export class Cluster {
  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly programs: string,
  ) {}

  /** With the program pgbackrest before it on PATH, unpacked where it is not installed. */
  static async make(): Promise<Cluster> {
    if (!onPath('pgbackrest')) process.env.PATH = `${process.env.PATH}:${unpack(['pgbackrest'], PACKAGES).path}`;
    const folder = mkdtempSync(path.join(tmpdir(), 'cluster-'));
    const cluster = new Cluster(folder, await freePort(), await programsOf(MAJOR));
    for (const name of [folder, cluster.work, cluster.sockets]) {
      mkdirSync(name, { recursive: true });
      chownSync(name, cluster.owner.uid, cluster.owner.gid);
    }
    cluster.call(
      'initdb',
      '-D',
      cluster.data,
      '-U',
      'petugas',
      '-A',
      'trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--data-checksums',
    );
    await cluster.start();
    return cluster;
  }

  get data(): string {
    return path.join(this.folder, 'data');
  }

  /** For the settings of a source. */
  get work(): string {
    return path.join(this.folder, 'work');
  }

  get url(): string {
    return `postgresql://petugas@127.0.0.1:${this.port}/samsat`;
  }

  async start(): Promise<void> {
    const settings = { port: this.port, listen_addresses: '127.0.0.1', unix_socket_directories: this.sockets, fsync: 'off' };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [program, args] = asOwner(this.owner, path.join(this.programs, 'postgres'), ['-D', this.data, ...flags]);
    const log = openSync(path.join(this.folder, 'server.log'), 'a');
    spawn(program, args, { stdio: ['ignore', log, log], cwd: '/', detached: true }).unref();
    const isReady = () =>
      this.query('select 1', 'postgres').then(
        () => true,
        () => false,
      );
    while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  stop(data = this.data): void {
    if (existsSync(path.join(data, 'postmaster.pid'))) this.call('pg_ctl', 'stop', '-D', data, '-m', 'immediate', '-w');
  }

  /** Where a test restores to as a person would. */
  get byHand(): string {
    return path.join(this.folder, 'by-hand');
  }

  /** Commands as the server's user would type them. */
  shell(commands: string): string {
    const [program, all] = asOwner(this.owner, 'bash', ['-c', commands]);
    return execFileSync(program, all, { encoding: 'utf8', stdio: 'pipe' });
  }

  /** The server of `byHand`, one port further on, with what was exported before it. */
  async startByHand(exports: string, folder: string): Promise<void> {
    const flags = `-p ${this.port + 1} -c unix_socket_directories=${this.sockets}`;
    const log = path.join(this.folder, 'by-hand.log');
    this.shell(
      `set -e; cd ${folder}\n${exports}\ncd /; ${this.programs}/pg_ctl -D ${this.byHand} -l ${log} -w start -o "${flags}"`,
    );
    const beside = new URL(this.url);
    beside.port = String(this.port + 1);
    const recovered = () =>
      this.query('select pg_is_in_recovery()', 'samsat', beside.href).then(
        ([row]) => row?.[0] === false,
        () => false,
      );
    while (!(await recovered())) await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Rows as arrays of what they hold. */
  query(sql: string, database = 'samsat', url = this.url): Promise<unknown[][]> {
    const at = new URL(url);
    at.pathname = `/${database}`;
    const client = new pg.Client({ connectionString: at.href });
    client.on('error', () => undefined);
    return client
      .connect()
      .then(() => client.query({ text: sql, rowMode: 'array' }))
      .then(({ rows }) => rows as unknown[][])
      .finally(() => client.end().catch(() => undefined));
  }

  remove(): void {
    for (const data of [this.data, this.byHand]) this.stop(data);
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A program of the server's, as its user. */
  call(name: string, ...args: string[]): string {
    const found = path.join(this.programs, name);
    const [program, all] = asOwner(this.owner, existsSync(found) ? found : name, args);
    return execFileSync(program, all, { encoding: 'utf8', cwd: '/', stdio: 'pipe' });
  }

  private get sockets(): string {
    return path.join(this.folder, 'sockets');
  }

  get owner() {
    const number = (flag: string) =>
      Number(execFileSync('id', [flag, ...(process.getuid?.() === 0 ? ['postgres'] : [])], { encoding: 'utf8' }));
    return { uid: number('-u'), gid: number('-g') };
  }
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(path.join(folder, program)));
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
