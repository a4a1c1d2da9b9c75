import { NAME, PgScript, type Piece } from './pg-script.js';
import { RowDigest } from './row-digest.js';

const NEWLINE = 0x0a;
const TABLE = new RegExp(`^COPY (${NAME})\\.(${NAME}) `);

/** Digests of the tables whose rows pass by in a script of pg_dump, by `schema.table`. */
export class PgRowDigests {
  readonly tables = new Map<string, RowDigest>();
  private readonly script = new PgScript((piece) => this.begin(piece));
  private open?: RowDigest;
  private rest: Buffer = Buffer.alloc(0);

  read(chunk: Buffer): void {
    for (let at = 0; at >= 0 && at < chunk.length; ) at = this.open ? this.readRows(chunk, at) : this.readLine(chunk, at);
  }

  private readRows(chunk: Buffer, at: number): number {
    const next = this.open!.take(chunk, at);
    if (next >= 0) this.open = undefined;
    return next;
  }

  private readLine(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(NEWLINE, at);
    const part = Buffer.concat([this.rest, chunk.subarray(at, end < 0 ? chunk.length : end)]);
    this.rest = end < 0 ? part : Buffer.alloc(0);
    if (end < 0) return end;
    this.script.line(part.toString('utf8'));
    return end + 1;
  }

  private begin(piece: Piece): void {
    if (piece.kind !== 'copy') return;
    const [, schema, table] = TABLE.exec(piece.statement) ?? [];
    this.open = new RowDigest();
    if (schema && table) this.tables.set(`${plain(schema)}.${plain(table)}`, this.open);
  }
}

function plain(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
