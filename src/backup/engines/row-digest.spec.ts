import fc from 'fast-check';
import { PgRowDigests } from './pg-row-digests.js';
import { RowDigest } from './row-digest.js';

const line = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\n') && text !== '\\.');
const lines = fc.array(line, { maxLength: 30 });

function digestOf(rows: string[]): RowDigest {
  const digest = new RowDigest();
  digest.take(Buffer.from(rows.map((row) => `${row}\n`).join('')), 0);
  return digest;
}

describe('the digest of rows', () => {
  it('is the same in any order', () => {
    fc.assert(
      fc.property(lines, (rows) => {
        const sorted = [...rows].sort();
        expect(digestOf(sorted)).toMatchObject({ rows: rows.length, digest: digestOf(rows).digest });
      }),
    );
  });

  it('is another one when a byte, a row or a place within a row is another', () => {
    fc.assert(
      fc.property(lines, line, line, (rows, one, other) => {
        fc.pre(one !== other);
        const { digest } = digestOf([...rows, one]);
        expect([digestOf([...rows, other]), digestOf(rows), digestOf([...rows, one, one])].map((is) => is.digest)).not.toContain(
          digest,
        );
      }),
    );
    expect(digestOf(['a\tb', 'c\td']).digest).not.toBe(digestOf(['a\td', 'c\tb']).digest);
  });

  it('does not depend on how a script is cut into chunks', () => {
    const script = (rows: string[]) =>
      Buffer.from(`--\n-- Data for Name: t; Type: TABLE DATA; Schema: public; Owner: -\n--\n\nCOPY public."T ""x""" (a) FROM stdin;
${rows.map((row) => `${row}\n`).join('')}\\.\n\n--\n-- PostgreSQL database dump complete\n--\n`);
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 50 }), (rows, size) => {
        const digests = new PgRowDigests();
        const whole = script(rows);
        for (let at = 0; at < whole.length; at += size) digests.read(whole.subarray(at, at + size));
        expect([...digests.tables].map(([name, is]) => [name, is.rows, is.digest])).toEqual([
          ['public.T "x"', rows.length, digestOf(rows).digest],
        ]);
      }),
    );
  });
});
