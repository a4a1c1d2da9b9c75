import { Transform, type TransformCallback } from 'node:stream';

const NEWLINE = 0x0a;
/** How mariadb-dump begins an event, in the words of SHOW CREATE EVENT; longer than its head no schedule is. */
const BEGINNING = Buffer.from('/*!50106 CREATE*/');
const SWITCH = /^(\/\*!50106 CREATE\*\/ .*? ON COMPLETION (?:NOT )?PRESERVE )ENABLE\b/s;

/**
 * Events come back switched off: a throw-away database, or one beside the original, must not begin to work by itself. Lines are
 * looked at by their first bytes alone, as rows of data are long.
 */
export class EventsOff extends Transform {
  private held: Buffer[] = [];
  private atStart = true;

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    let rest = this.held.length > 0 ? Buffer.concat([...this.held, chunk]) : chunk;
    this.held = [];
    while (rest.length > 0) {
      const end = rest.indexOf(NEWLINE);
      const mayBegin = this.atStart && BEGINNING.equals(rest.subarray(0, BEGINNING.length));
      const isShort = this.atStart && end < 0 && BEGINNING.subarray(0, rest.length).equals(rest);
      if ((mayBegin && end < 0) || isShort) break;
      const line = end < 0 ? rest : rest.subarray(0, end + 1);
      this.push(mayBegin ? Buffer.from(line.toString('latin1').replace(SWITCH, '$1DISABLE'), 'latin1') : line);
      this.atStart = end >= 0;
      rest = rest.subarray(line.length);
    }
    if (rest.length > 0) this.held = [rest];
    done();
  }

  override _flush(done: TransformCallback): void {
    for (const rest of this.held) this.push(rest);
    done();
  }
}
