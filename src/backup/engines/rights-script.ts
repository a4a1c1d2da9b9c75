/** Where a statement speaks of the database itself, whatever it is called: psql knows its name by this. */
export const DATABASE = ':"DBNAME"';

/** A quoted name or text is one piece, whatever stands in it. */
const PIECES = /"(?:[^"]|"")*"|'(?:[^']|'')*'|:"DBNAME"|;|[^"';:]+|:/g;

/** For psql, which goes on at a statement that fails. */
export function rightsScript(statements: readonly string[]): string {
  return statements.map((sql) => `${sql};\n`).join('');
}

/** The statements of such a script, for a database of this name, which is given as SQL. */
export function statementsOf(script: string, database: string): string[] {
  const statements: string[] = [];
  let sql = '';
  for (const [piece] of script.matchAll(PIECES)) {
    if (piece !== ';') sql += piece === DATABASE ? database : piece;
    else {
      statements.push(sql.replace(/^\n/, ''));
      sql = '';
    }
  }
  return statements;
}
