import { Readable } from 'node:stream';
import fc from 'fast-check';
import { DomainError } from '../../platform/index.js';
import { findingOf, moveTo, stateAfter } from './rules.js';
import { SettlementFile } from './settlement-file.js';
import { amountReader, settlementFormat, timeReader } from './settlement-format.js';
import { readersOf, readRow } from './settlement-row.js';
import { FINDINGS, PAYMENT_STATES } from './types.js';

const format = settlementFormat.parse({
  id: 'bank',
  name: 'Bank',
  delimiter: ';',
  columns: { reference: 'REF', plate: 'NOPOL', amount: 'NOMINAL', paidAt: 'TGL' },
  decimal: ',',
  time: 'dd/MM/yyyy HH:mm',
});
const codeOf = (work: () => unknown) => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('an amount', () => {
  it.each([
    ['1234567', ',', 1234567],
    ['Rp1.234.567,00', ',', 1234567],
    ['rp. 1.234.567', ',', 1234567],
    ['1,234,567.00', '.', 1234567],
    ['1.234.567', '.', undefined],
    ['1.234', '.', undefined],
    ['1.234', ',', 1234],
    ['12.34', ',', undefined],
    ['1.234,50', ',', undefined],
    ['-5000', ',', undefined],
    ['0', ',', undefined],
    ['', ',', undefined],
    ['=1+1', ',', undefined],
    ['1e6', ',', undefined],
  ] as const)('%s with %s before the cents is %s', (text, decimal, expected) => {
    expect(amountReader(decimal)(text)).toBe(expected);
  });

  it('is read back from however it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (amount) => {
        const grouped = amount.toLocaleString('id-ID');
        for (const text of [String(amount), grouped, `Rp ${grouped},00`]) expect(amountReader(',')(text)).toBe(amount);
        expect(amountReader('.')(amount.toLocaleString('en-US'))).toBe(amount);
      }),
    );
  });
});

describe('a time', () => {
  it.each([
    ['02/09/2025 14:05', 'dd/MM/yyyy HH:mm', '2025-09-02 14:05:00'],
    ['2025-09-02', 'yyyy-MM-dd', '2025-09-02 00:00:00'],
    ['20250902140509', 'yyyyMMddHHmmss', '2025-09-02 14:05:09'],
    ['31/09/2025 14:05', 'dd/MM/yyyy HH:mm', undefined],
    ['02/09/2025 24:05', 'dd/MM/yyyy HH:mm', undefined],
    ['2/9/2025 14:05', 'dd/MM/yyyy HH:mm', undefined],
    ['02/09/2025', 'dd/MM/yyyy HH:mm', undefined],
  ])('%s as %s is %s', (text, pattern, expected) => expect(timeReader(pattern)(text)).toBe(expected));
});

describe('a row', () => {
  const days = { first: '2025-08-30', last: '2025-09-05' };
  const good = { reference: 'B-1', plate: 'ag1234bx', amount: 'Rp250.000,00', paidAt: '30/08/2025 00:00' };
  const problems = (change: object) => {
    const read = readRow({ ...good, ...change }, 7, readersOf(format), days);
    return Array.isArray(read) ? read.map(({ column, problem }) => `${column} ${problem}`) : [];
  };

  it('without a fault is a payment', () => {
    expect(readRow(good, 2, readersOf(format), days)).toEqual({
      reference: 'B-1',
      plate: 'AG 1234 BX',
      amount: 250_000,
      paidAt: '2025-08-30 00:00:00',
    });
  });

  it.each([
    [{ paidAt: '29/08/2025 23:59' }, ['paidAt outside-window']],
    [{ paidAt: '05/09/2025 23:59' }, []],
    [{ paidAt: '06/09/2025 00:00' }, ['paidAt outside-window']],
    [{ paidAt: 'kemarin' }, ['paidAt not-a-time']],
    [{ amount: '250.000.00' }, ['amount not-an-amount']],
    [{ plate: 'mobil' }, ['plate not-a-plate']],
    [{ reference: 'a\tb' }, ['reference not-a-reference']],
    [{ reference: '', amount: '' }, ['reference empty', 'amount empty']],
  ])('with %j has %j', (change, expected) => expect(problems(change)).toEqual(expected));

  it('never gives a line for COPY more than its four values', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (reference, plate, amount, paidAt) => {
        const read = readRow({ reference, plate, amount, paidAt }, 2, readersOf(format), days);
        if (!Array.isArray(read)) expect(Object.values(read).join('\t')).toMatch(/^[^\t\n\\]+\t[^\t\n\\]+\t\d+\t[^\t\n\\]+$/);
      }),
    );
  });
});

describe('a settlement file', () => {
  const HEADER = 'NOPOL;REF;NOMINAL;TGL\n';
  const ROW = 'AG 1 X;B-1;1000;30/08/2025 10:00\n';
  const read = async (...chunks: (string | Buffer)[]) => {
    const file = new SettlementFile('bank.csv', Readable.from(chunks), format);
    const rows = [];
    for await (const row of file.rows()) rows.push(row);
    return { rows, sha256: file.sha256 };
  };
  const refused = (...chunks: (string | Buffer)[]) =>
    read(...chunks).then(
      () => ({ code: 'done' }),
      ({ code, context }: DomainError) => ({ code, row: context.row, problem: context.problem }),
    );

  it('is read whatever its columns are called, also in small pieces and with a byte order mark', async () => {
    const bytes = Buffer.from(`\uFEFF${HEADER}${ROW}`);
    const whole = await read(bytes);
    expect(whole.rows).toEqual([
      { row: 2, cells: { reference: 'B-1', plate: 'AG 1 X', amount: '1000', paidAt: '30/08/2025 10:00' } },
    ]);
    expect(await read(...[...bytes].map((byte) => Buffer.of(byte)))).toEqual(whole);
  });

  it.each([
    ['nothing', [''], { code: 'backup.empty-settlement' }],
    ['another header', ['a;b;c\n1;2;3\n'], { code: 'backup.settlement-columns' }],
    ['a NUL', [HEADER, ROW, 'AG 1 X;B\0;1;1\n'], { code: 'backup.unreadable-settlement', row: 3, problem: 'NUL' }],
    [
      'another encoding',
      [Buffer.concat([Buffer.from(HEADER + ROW), Buffer.from([0x4a, 0xe9, 0x3b, 0x0a])])],
      { code: 'backup.unreadable-settlement', row: 3, problem: 'not UTF-8' },
    ],
    [
      'UTF-16',
      [Buffer.from(`\uFEFF${HEADER}`, 'utf16le')],
      { code: 'backup.unreadable-settlement', row: 1, problem: 'not UTF-8' },
    ],
    ['an open quote', [`${HEADER}"AG`], { code: 'backup.unreadable-settlement' }],
    ['one endless line', [HEADER, 'x'.repeat(300_000)], { code: 'backup.unreadable-settlement' }],
  ])('with %s is refused', async (_what, chunks, expected) => {
    expect(await refused(...(chunks as (string | Buffer)[]))).toMatchObject(expected);
  });
});

describe('a payment', () => {
  it.each([
    [{ amount: 1000, knowsPlate: true }, 'matched'],
    [{ amount: 900, knowsPlate: true }, 'different'],
    [{ amount: 900, knowsPlate: false }, 'different'],
    [{ knowsPlate: true }, 'missing'],
    [{ knowsPlate: false }, 'unknown-plate'],
  ])('of which the database says %j is %s', (found, expected) => expect(findingOf({ amount: 1000 }, found)).toBe(expected));

  it('is on the worklist until it is found or somebody closed it, and what somebody said stays', () => {
    for (const finding of FINDINGS) {
      expect(stateAfter(undefined, finding)).toBe(finding === 'matched' ? undefined : 'open');
      expect(stateAfter('open', finding)).toBe(finding === 'matched' ? 'entered' : 'open');
      expect(stateAfter('not-ours', finding)).toBe('not-ours');
      expect(stateAfter('entered', finding)).toBe('entered');
    }
  });

  it('is closed from open alone, and opened again', () => {
    const allowed = [undefined, ...PAYMENT_STATES].flatMap((from) =>
      PAYMENT_STATES.filter((to) => codeOf(() => moveTo(from, to, 'sebab')) === 'done').map((to) => `${from} ${to}`),
    );
    expect(allowed).toEqual(['open entered', 'open not-ours', 'entered open', 'not-ours open']);
    expect(codeOf(() => moveTo('open', 'not-ours', undefined))).toBe('backup.reason-missing');
  });
});
