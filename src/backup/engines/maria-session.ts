import { createInterface } from 'node:readline';
import { errors } from '../errors.js';
import { type Child, run } from './child.js';
import { mariaArgs, mariaDatabase, mariaEnv } from './maria-address.js';
import { shown } from './pg-address.js';

/** What comes is data: no command of the client is obeyed, whatever stands in it. */
const CLIENT = ['--batch', '--skip-column-names', '--unbuffered', '--binary-mode', '--connect-timeout=10'];
const MARK = '-- sinambung';
/** How values are written as text must not depend on a server's settings, or digests would differ. */
const PLAIN = `set time_zone = '+00:00', sql_mode = '', sql_quote_show_create = 1, max_statement_time = 0`;
/** What the client says when it never got in: errors of its own (2000 to 2999), a wrong password, no right to come, no such database. */
const OUTSIDE = /^ERROR (2\d{3}|1045|1044|1049|1130|1698) /m;

export type Ask = (sql: string) => Promise<string[][]>;

/** The client program with `sql` for its standard input; it stops at the first error. */
export function mariaClient(url: string): Child {
  const database = mariaDatabase(url);
  return run('mariadb', [...mariaArgs(url), ...CLIENT, ...(database ? [`--database=${database}`] : [])], mariaEnv(url));
}

/**
 * One connection for one piece of work, by the system's own client, closed at its end. `ask` runs one statement and gives its rows.
 * Throws `source-unreachable` when there is none to be had, `child-failed` with what the server said to a statement.
 */
export async function withMaria<T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = mariaClient(url);
  const lines = createInterface({ input: client.process.stdout })[Symbol.asyncIterator]();
  const ask: Ask = async (sql) => {
    client.process.stdin.write(`${sql}\n;\nselect '${MARK}';\n`);
    const rows: string[][] = [];
    for (let line = await lines.next(); line.value !== MARK; line = await lines.next()) {
      if (line.done) await refused(client, url);
      rows.push((line.value as string).split('\t').map(unescaped));
    }
    return rows;
  };
  try {
    await ask(PLAIN);
    return await work(ask);
  } catch (error) {
    client.process.kill('SIGKILL');
    throw error;
  } finally {
    client.process.stdin.end();
    await client.ended.catch(() => undefined);
  }
}

async function refused(client: Child, url: string): Promise<never> {
  const detail = await client.ended.then(
    () => 'the connection ended',
    (error) => {
      if (error.code !== 'backup.child-failed' || !OUTSIDE.test(error.context.detail)) throw error;
      return error.context.detail as string;
    },
  );
  throw errors.sourceUnreachable({ source: shown(url), detail });
}

/** The client writes `\t`, `\n`, `\\` and `\0` for what would break its table. */
function unescaped(value: string): string {
  const meant: Record<string, string> = { t: '\t', n: '\n', '0': '\0', '\\': '\\' };
  return value.replace(/\\(.)/g, (_, letter: string) => meant[letter] ?? letter);
}
