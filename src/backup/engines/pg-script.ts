/** What a line of pg_dump's script begins, by the comments that it writes before each of its entries. */
const HEADER = /^-- (?:Data for )?Name: .*; Type: ([A-Z ]+); Schema: /;
const LAST_HEADER = '-- PostgreSQL database dump complete';
const COPY = /^COPY .+ FROM stdin;$/;
/** Settings that pg_dump itself writes; whoever runs an entry elsewhere needs them there too. */
const SETTING =
  /^SET (statement_timeout|lock_timeout|client_encoding|standard_conforming_strings|xmloption|row_security|default_tablespace|default_table_access_method) = .*;$/;
const APART = ['INDEX', 'CONSTRAINT'];
const KEY = 'FK CONSTRAINT';
/** As pg_dump writes it, quoted where it must be. */
export const NAME = '(?:"(?:[^"\\n]|"")+"|[^\\s".]+)';
/** The whole entry of a foreign key that checks the rows there are; not of a partitioned table, of which pg_dump does not say ONLY. */
const CHECKING = new RegExp(
  `^--[^\\n]*\\n--\\n\\n(ALTER TABLE ONLY ${NAME}\\.${NAME})\\n +ADD CONSTRAINT (${NAME}) FOREIGN KEY [^\\n]*(?<!NOT VALID|NOT ENFORCED);\\n*(?:--)?\\n*$`,
);
/** An index only reads its table; what is made part of the table keeps others out of it. */
const TABLE = new RegExp(`^(?:ALTER TABLE (?:ONLY )?|CREATE (?:UNIQUE )?INDEX ${NAME} ON (?:ONLY )?)(${NAME}\\.${NAME})\\s`, 'm');
const ALTERS = /^ALTER /m;
const PARTITIONED = /^PARTITION BY /;

export type Piece =
  | { kind: 'sql'; text: string }
  /** Rows follow, until its end. */
  | { kind: 'copy'; statement: string }
  | Apart;

/** May run beside others of its kind that follow it directly, in a session with these settings. */
export interface Apart {
  kind: 'apart';
  sql: string;
  settings: string;
  /** Whose rows it goes through; where that is understood. */
  table?: string;
  /** Lets others that share go through the same table beside it. */
  shares: boolean;
}

/**
 * Tells the entries of a script apart, line by line. What it does not know is passed on as it is. A foreign key is first made and
 * then checked, as two steps: making locks both tables but takes no time, checking takes time but lets others check beside it.
 */
export class PgScript {
  private type = '';
  private before = '';
  private entry?: string[];
  private checks: string[] = [];
  /** Keys to partitioned tables have parts of their own, which a later check leaves unmarked before PostgreSQL 18. */
  private hasPartitions = false;
  private readonly settings = new Map<string, string>();

  constructor(private readonly on: (piece: Piece) => void) {}

  line(line: string): void {
    const type = this.before === '--' ? (HEADER.exec(line)?.[1] ?? (line === LAST_HEADER ? 'END' : undefined)) : undefined;
    this.before = line;
    if (type !== undefined) this.begin(type);
    const setting = SETTING.exec(line)?.[1];
    if (setting) this.settings.set(setting, line);
    this.hasPartitions ||= PARTITIONED.test(line);
    if (this.type === 'TABLE DATA' && COPY.test(line)) this.on({ kind: 'copy', statement: line });
    else if (this.entry && !setting) this.entry.push(line);
    else this.on({ kind: 'sql', text: `${line}\n` });
  }

  private begin(type: string): void {
    const sql = this.entry?.join('\n');
    if (sql !== undefined && this.type === KEY) this.makeKey(sql);
    else if (sql !== undefined) this.runApart(sql);
    if (type !== KEY) for (const check of this.checks.splice(0)) this.runApart(check);
    this.entry = APART.includes(type) || type === KEY ? [] : undefined;
    this.type = type;
  }

  private makeKey(sql: string): void {
    const [, table, name] = (!this.hasPartitions && CHECKING.exec(sql)) || [];
    if (table) this.checks.push(`${table} VALIDATE CONSTRAINT ${name};`);
    this.on({ kind: 'sql', text: `${table ? sql.replace(/;(?=\n*(--)?\n*$)/, ' NOT VALID;') : sql}\n` });
  }

  private runApart(sql: string): void {
    const settings = [...this.settings.values()].join('\n');
    this.on({ kind: 'apart', sql, settings, table: TABLE.exec(sql)?.[1], shares: !ALTERS.test(sql) });
  }
}
