/** What a line of pg_dump's script begins, by the comments that it writes before each of its entries. */
const HEADER = /^-- (?:Data for )?Name: .*; Type: ([A-Z ]+); Schema: /;
const LAST_HEADER = '-- PostgreSQL database dump complete';
const COPY = /^COPY .+ FROM stdin;$/;
/** Settings that pg_dump itself writes; whoever runs an entry elsewhere needs them there too. */
const SETTING =
  /^SET (statement_timeout|lock_timeout|client_encoding|standard_conforming_strings|xmloption|row_security|default_tablespace|default_table_access_method) = .*;$/;
const APART = ['INDEX', 'CONSTRAINT'];

export type Piece =
  | { kind: 'sql'; text: string }
  /** Rows follow, until its end. */
  | { kind: 'copy'; statement: string }
  /** May run beside others of its kind that follow it directly, in a session with these settings. */
  | { kind: 'apart'; sql: string; settings: string };

/** Tells the entries of a script apart, line by line. What it does not know is passed on as it is. */
export class PgScript {
  private type = '';
  private before = '';
  private apart?: string[];
  private readonly settings = new Map<string, string>();

  constructor(private readonly on: (piece: Piece) => void) {}

  line(line: string): void {
    const type = this.before === '--' ? (HEADER.exec(line)?.[1] ?? (line === LAST_HEADER ? 'END' : undefined)) : undefined;
    this.before = line;
    if (type !== undefined) this.begin(type);
    const setting = SETTING.exec(line)?.[1];
    if (setting) this.settings.set(setting, line);
    if (this.type === 'TABLE DATA' && COPY.test(line)) this.on({ kind: 'copy', statement: line });
    else if (this.apart && !setting) this.apart.push(line);
    else this.on({ kind: 'sql', text: `${line}\n` });
  }

  private begin(type: string): void {
    if (this.apart) this.on({ kind: 'apart', sql: this.apart.join('\n'), settings: [...this.settings.values()].join('\n') });
    this.apart = APART.includes(type) ? [] : undefined;
    this.type = type;
  }
}
