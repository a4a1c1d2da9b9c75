import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { errors } from '../errors.js';
import { type Child, run } from './child.js';
import { libpqEnv } from './pg-address.js';
import { type Apart, PgScript, type Piece } from './pg-script.js';
import { sideBySide } from './pg-side-by-side.js';
import { ReleasingSocket } from './releasing-socket.js';
import { release } from './streams.js';

const PSQL = ['--no-psqlrc', '--quiet', '--no-password', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1', '--file=-'];
/** Safe for a database that is thrown away and made anew when anything goes wrong. */
const FAST = '-c synchronous_commit=off -c maintenance_work_mem=256MB';
/** Whoever waits for autovacuum sends it away only then, which is a second by default; a superuser alone may say so. */
const IMPATIENT = `select set_config('deadlock_timeout', '50ms', false) where current_setting('is_superuser') = 'on';\n`;
const SESSIONS = 2;
const MARK = 'sinambung-reached';
const NEWLINE = 0x0a;
const DISK_FULL = '53100';
const NOTHING = Buffer.alloc(0);
const END = Buffer.from('\\.\n');
const END_LATER = Buffer.from('\n\\.\n');

/**
 * Takes a script of pg_dump as `psql` would, and is quicker: rows go to two sessions at a time, and so do indexes and keys. All
 * else is psql's, in its order. What it is given can be given to psql as well.
 */
export class PgLoading extends Writable {
  private readonly psql: Child;
  private readonly marks: AsyncIterator<string>;
  private readonly sessions: pg.Client[] = [];
  private readonly script = new PgScript((piece) => this.pieces.push(piece));
  private pieces: Piece[] = [];
  private apart: Apart[] = [];
  private rows?: { statement: string; streams: CopyStreamQuery[]; turn: number };
  private rest: Buffer = NOTHING;

  constructor(private readonly url: string) {
    super({ highWaterMark: 1024 * 1024 });
    this.psql = run('psql', PSQL, { ...libpqEnv(url), PGOPTIONS: FAST });
    this.marks = createInterface({ input: this.psql.process.stdout })[Symbol.asyncIterator]();
    this.psql.ended.catch((error) => this.destroy(error));
    this.psql.process.stdin.write(IMPATIENT);
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error) => void): void {
    this.take(chunk).then(
      () => done(),
      (error) => done(told(error)),
    );
  }

  override _final(done: (error?: Error) => void): void {
    this.close().then(
      () => done(),
      (error) => done(told(error)),
    );
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.psql.process.kill('SIGKILL');
    Promise.allSettled(this.sessions.map((session) => session.end())).then(() => done(error));
  }

  private async take(chunk: Buffer): Promise<void> {
    // Rows are handed on as they are, and given back once they were sent: what is behind the last one waits.
    const end = this.rows ? chunk.lastIndexOf(NEWLINE) + 1 : chunk.length;
    this.rest = Buffer.concat([this.rest, chunk.subarray(0, end)]);
    const later = Buffer.from(chunk.subarray(end));
    release(chunk);
    while (await (this.rows ? this.takeRows() : this.takeLine()));
    if (later.length > 0) this.rest = Buffer.concat([this.rest, later]);
  }

  /** Whether there may be more in what is left. */
  private async takeLine(): Promise<boolean> {
    const end = this.rest.indexOf(NEWLINE);
    if (end < 0) return false;
    this.script.line(this.rest.toString('utf8', 0, end));
    this.rest = this.rest.subarray(end + 1);
    await this.carryOut();
    return true;
  }

  /** Rows never hold a newline of their own, so that any session may have any line. */
  private async takeRows(): Promise<boolean> {
    const at = this.rest.subarray(0, END.length).equals(END) ? 0 : this.rest.indexOf(END_LATER) + 1;
    const isEnd = at > 0 || this.rest.subarray(0, END.length).equals(END);
    const length = isEnd ? at : this.rest.lastIndexOf(NEWLINE) + 1;
    const lines = this.rest.subarray(0, length);
    const next = isEnd ? length + END.length : length;
    this.rest = next < this.rest.length ? this.rest.subarray(next) : NOTHING;
    if (length > 0) await this.copy(lines);
    if (isEnd) await this.endRows();
    return isEnd;
  }

  private async carryOut(): Promise<void> {
    const pieces = this.pieces;
    this.pieces = [];
    for (const piece of pieces) {
      if (piece.kind === 'apart') this.apart.push(piece);
      else {
        await this.runApart();
        if (piece.kind === 'sql') await this.tell(piece.text);
        else await this.beginRows(piece.statement);
      }
    }
  }

  private async tell(sql: string): Promise<void> {
    if (!this.psql.process.stdin.write(sql)) await Promise.race([once(this.psql.process.stdin, 'drain'), this.psql.ended]);
  }

  /** What psql was told so far is done. */
  private async reached(): Promise<void> {
    await this.tell(`select '${MARK}';\n`);
    for (let line = await this.marks.next(); line.value !== MARK; line = await this.marks.next()) {
      if (!line.done) continue;
      await this.psql.ended;
      throw errors.childFailed({ tool: 'psql', detail: 'it ended early' });
    }
  }

  private async beginRows(statement: string): Promise<void> {
    await this.reached();
    this.rows = { statement, streams: [], turn: 0 };
  }

  private async copy(lines: Buffer): Promise<void> {
    const { statement, streams, turn } = this.rows!;
    streams[turn] ??= (await this.session(turn)).query(copyFrom(statement));
    this.rows!.turn = (turn + 1) % SESSIONS;
    if (!streams[turn].write(lines)) await ready(streams[turn]);
  }

  private async endRows(): Promise<void> {
    const { streams } = this.rows!;
    this.rows = undefined;
    for (const stream of streams) stream.end();
    await Promise.all(streams.map((stream) => finished(stream)));
  }

  private async runApart(): Promise<void> {
    if (this.apart.length === 0) return;
    await this.reached();
    const waiting = this.apart;
    this.apart = [];
    await sideBySide(waiting, SESSIONS, async ({ settings, sql }, index) => {
      await (await this.session(index)).query(`${settings}\n${sql}`);
    });
  }

  private async session(index: number): Promise<pg.Client> {
    const open = this.sessions[index];
    if (open) return open;
    const session = new pg.Client({
      connectionString: this.url,
      options: FAST,
      application_name: 'sinambung-backup',
      stream: () => new ReleasingSocket(),
    });
    session.on('error', (error) => this.destroy(told(error)));
    this.sessions[index] = session;
    await session.connect();
    await session.query(
      `${IMPATIENT}set search_path = ''; set row_security = off; set client_encoding = 'UTF8'; set datestyle = 'ISO'`,
    );
    return session;
  }

  private async close(): Promise<void> {
    if (this.rest.length > 0) this.script.line(this.rest.toString('utf8'));
    await this.carryOut();
    await this.runApart();
    this.psql.process.stdin.end();
    await this.psql.ended;
    await Promise.all(this.sessions.map((session) => session.end()));
  }
}

/** A stream that failed never drains. Nobody goes on listening: a table makes thousands wait. */
async function ready(stream: Writable): Promise<void> {
  if (stream.destroyed) return finished(stream);
  const over = new AbortController();
  await Promise.race([once(stream, 'drain', over), once(stream, 'close', over)]).finally(() => over.abort());
}

function told(error: Error & { code?: string }): Error {
  if (error.code?.startsWith('backup.')) return error;
  if (error.code === DISK_FULL) return errors.noRoom({ server: 'PostgreSQL', detail: error.message });
  return errors.childFailed({ tool: 'PostgreSQL', detail: error.message });
}
