import { PgScript, type Piece } from './pg-script.js';

const entry = (type: string, sql: string) => `--\n-- Name: x; Type: ${type}; Schema: public; Owner: -\n--\n\n${sql}\n\n\n`;
const key = (table: string, rest: string, only = 'ONLY ') =>
  entry('FK CONSTRAINT', `ALTER TABLE ${only}${table}\n    ADD CONSTRAINT ${rest};`);
const END = '--\n-- PostgreSQL database dump complete\n--\n';

/** What is run, without blank lines and comments; what runs apart behind a `|`. */
function told(script: string): string[] {
  const pieces: Piece[] = [];
  const reader = new PgScript((piece) => pieces.push(piece));
  for (const line of script.split('\n')) reader.line(line);
  const text = pieces.map((piece) => (piece.kind === 'sql' ? piece.text : piece.kind === 'apart' ? bare(piece.sql) : ''));
  return text
    .join('')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('--'));
}

function bare(sql: string): string {
  return sql
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('--'))
    .map((line) => `|${line}\n`)
    .join('');
}

it('makes all foreign keys first and checks them then, one beside the other', () => {
  const script =
    entry('INDEX', 'CREATE INDEX i ON public.a USING btree (x);') +
    key('public.a', 'a_b FOREIGN KEY (b) REFERENCES public.b(id)') +
    key('public."a.""b"', '"k k" FOREIGN KEY (c) REFERENCES public.c(id) ON DELETE CASCADE DEFERRABLE') +
    entry('POLICY', 'CREATE POLICY p ON public.a;');
  expect(told(script + END)).toEqual([
    '|CREATE INDEX i ON public.a USING btree (x);',
    'ALTER TABLE ONLY public.a',
    '    ADD CONSTRAINT a_b FOREIGN KEY (b) REFERENCES public.b(id) NOT VALID;',
    'ALTER TABLE ONLY public."a.""b"',
    '    ADD CONSTRAINT "k k" FOREIGN KEY (c) REFERENCES public.c(id) ON DELETE CASCADE DEFERRABLE NOT VALID;',
    '|ALTER TABLE ONLY public.a VALIDATE CONSTRAINT a_b;',
    '|ALTER TABLE ONLY public."a.""b" VALIDATE CONSTRAINT "k k";',
    'CREATE POLICY p ON public.a;',
  ]);
});

it.each([
  ['that check nothing', key('public.a', 'k FOREIGN KEY (b) REFERENCES public.b(id) NOT VALID')],
  ['that are not enforced', key('public.a', 'k FOREIGN KEY (b) REFERENCES public.b(id) NOT ENFORCED')],
  ['of a partitioned table', key('public.a', 'k FOREIGN KEY (b) REFERENCES public.b(id)', '')],
  ['with names that hold an end', key('public.a', 'k FOREIGN KEY ("a;\nb") REFERENCES public.b(id)')],
  [
    'where a table is partitioned',
    entry('TABLE', 'CREATE TABLE public.b (\n    id integer\n)\nPARTITION BY RANGE (id);') +
      key('public.a', 'k FOREIGN KEY (b) REFERENCES public.b(id)'),
  ],
])('leaves foreign keys %s as they are', (_, script) => {
  expect(told(script + END)).toEqual(script.split('\n').filter((line) => line !== '' && !line.startsWith('--')));
});

it.each([
  ['CONSTRAINT', 'ALTER TABLE ONLY public.a\n    ADD CONSTRAINT a_pkey PRIMARY KEY (id);', 'public.a', false],
  ['CONSTRAINT', 'ALTER TABLE public."a b"\n    ADD CONSTRAINT a_pkey PRIMARY KEY (id);', 'public."a b"', false],
  ['INDEX', "CREATE INDEX i ON public.a USING btree (x) WHERE (x <> ' ON public.b ');", 'public.a', true],
  ['INDEX', 'CREATE UNIQUE INDEX "i ON x.y" ON ONLY public.a USING btree (x);', 'public.a', true],
  ['INDEX', 'CREATE INDEX i ON public.a USING btree (x);\n\nALTER TABLE public.a CLUSTER ON i;', 'public.a', false],
  ['INDEX', 'CREATE SOMETHING ELSE;', undefined, true],
])('knows of %s %j whose table it needs, and whether for itself', (type, sql, table, shares) => {
  const pieces: Piece[] = [];
  const reader = new PgScript((piece) => pieces.push(piece));
  for (const line of (entry(type, sql) + END).split('\n')) reader.line(line);
  expect(pieces.filter(({ kind }) => kind === 'apart')).toMatchObject([{ table, shares }]);
});
