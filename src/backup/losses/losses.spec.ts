import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type House, openHouse } from '../../../test/support/house.js';
import { onServer, urlOf } from '../../../test/support/postgres.js';
import { LedgerEntries } from '../../audit/index.js';
import { ImportObligations, Notices, Obligations, ProposeDispensation, SignDispensation } from '../../dispensation/index.js';
import { FollowDecision } from '../../dispensation/notices/follow-decision.js';
import { PaymentStore as ProofStore } from '../../dispensation/obligations/payment-store.js';
import { Actor } from '../../people/index.js';
import { type DomainError, newId, Tx } from '../../platform/index.js';
import { ImportSettlement, MatchSettlement, PurgePayments, SetPaymentState, Settlements } from '../index.js';
import { PointStore } from '../point-store.js';
import { RestoreStore } from '../restore-store.js';
import { SwitchStore } from '../switching/switch-store.js';
import { PaymentStore } from './payment-store.js';

const SOURCE = 'samsat-katang-db';
const RESTORED = `restored_${process.pid}`;
const HEADER = 'NOPOL;NO_REFERENSI;NOMINAL;TGL_BAYAR';
const DUE = 'vehicle_ref,plate,region_code,service_id,due_on,pkb,opsen,swdkllj,pnbp,paid_on';
let house: House;
let pointId: string;
let restoreId: string;
const officer = () => house.as('recovery-officer');

const row = (n: number, { plate = `AG ${1000 + n} XX`, amount = 'Rp100.000,00', at = '01/09/2025 09:00:00' } = {}) =>
  `${plate};B-${n};${amount};${at}`;
const content = (...rows: string[]) => Readable.from([Buffer.from([HEADER, ...rows].join('\n'))]);
const send = (rows: string[], change: object = {}) =>
  house
    .get(ImportSettlement)
    .run(officer(), { sourceId: SOURCE, formatId: 'bank-contoh', name: 'bank.csv', content: content(...rows), ...change });
const match = (settlementId: string) => house.get(MatchSettlement).run(officer(), { settlementId });
const refused = (work: Promise<unknown>): Promise<DomainError> =>
  work.then(
    () => Promise.reject(new Error('was not refused')),
    (error) => error,
  );
const open = async (id: string) => (await house.get(Settlements).worklist(id, ['open'])).map(({ reference }) => reference);
const restored = (sql: string) => onServer((client) => client.query(sql), urlOf(RESTORED));
const due = () => house.get(Obligations).dueBetween('samsat-katang', '2025-09-01', '2025-09-30');
const obligations = (...rows: string[]) =>
  house.get(ImportObligations).run(house.as('dispensation-officer'), {
    name: 'kewajiban.csv',
    content: Readable.from([[DUE, ...rows].join('\n')]),
  });
const owed = (n: number, dueOn: string, paidOn = '') =>
  `V-${n},AG ${1000 + n} XX,35.06.03,pkb-tahunan,${dueOn},100000,0,0,0,${paidOn}`;

beforeAll(async () => {
  await onServer((client) => client.query(`create database ${RESTORED}`));
  await restored(`create table kendaraan (nopol text); create table pembayaran (no_referensi text, jumlah bigint);
    insert into kendaraan select 'AG ' || 1000 + n || ' XX' from generate_series(1, 500) n`);
  process.env.SAMSAT_KATANG_DATABASE_URL = urlOf(RESTORED);
  house = await openHouse();
});
afterAll(async () => {
  await house.close();
  delete process.env.SAMSAT_KATANG_DATABASE_URL;
  await onServer((client) => client.query(`drop database ${RESTORED} with (force)`));
});

/** Of the evening of 30 August. */
async function pointTaken(): Promise<string> {
  const takenAt = new Date('2025-08-30T19:00:00+07:00');
  const point = { id: newId(), sourceId: SOURCE, state: 'running', cause: 'schedule', begunAt: takenAt } as const;
  await house.get(Tx).housekeeping('test.taken', async () => {
    await house.get(PointStore).add(point);
    await house.get(PointStore).save({ ...point, takenAt });
  });
  return point.id;
}

/** A restore that was done in the morning of this day. */
async function restoreDone(pointId: string, day = '2025-09-05', place = RESTORED): Promise<string> {
  const proof = { tables: [], shape: [], assertions: [], seconds: 1 };
  const restore = { id: newId(), sourceId: SOURCE, pointId, target: 'beside', place, phase: 'waiting' } as const;
  const begun = {
    ...restore,
    state: 'running',
    begunAt: new Date(`${day}T08:00:00+07:00`),
    bytesTotal: 1,
    dropsOriginal: false,
    bytesDone: 0,
  } as const;
  await house.get(Tx).housekeeping('test.restored', async () => {
    await house.get(RestoreStore).add(begun);
    await house.get(RestoreStore).end({ ...begun, state: 'done', endedAt: new Date(`${day}T09:00:00+07:00`), seconds: 1, proof });
  });
  return begun.id;
}

describe('a settlement file', () => {
  it('has no loss window before anything was restored', async () => {
    expect((await refused(send([row(1)]))).code).toBe('backup.nothing-restored');
    pointId = await pointTaken();
    restoreId = await restoreDone(pointId);
    expect(await house.get(Settlements).window(SOURCE)).toMatchObject({ restore: { id: restoreId } });
  });

  it('with wrong rows is taken over not even in part, and each fault is named by row and column', async () => {
    const rows = [row(1), row(2, { amount: 'banyak' }), row(3, { at: '29/08/2025 23:00:00' }), row(1), row(4, { plate: '' })];
    const { code, context } = await refused(send(rows));
    expect(code).toBe('backup.bad-settlement');
    expect(context.summary).toBe(
      'bank.csv:3:NOMINAL not-an-amount; bank.csv:4:TGL_BAYAR outside-window; bank.csv:5:NO_REFERENSI twice; bank.csv:6:NOPOL empty',
    );
    expect(await house.db.one('select count(*) as n from backup.payment')).toEqual({ n: 0 });
  });

  it('names the first of many wrong rows, and counts all', async () => {
    const { context } = await refused(send(Array.from({ length: 30 }, () => row(1))));
    expect(context).toMatchObject({ count: 29, faults: { length: 20 } });
    expect(context.summary).toMatch(/^bank\.csv:3:NO_REFERENSI twice; .*; bank\.csv:22:NO_REFERENSI twice … \(\+9\)$/);
  });

  it.each([
    ['an unknown format', { formatId: 'bank-lain' }, 'backup.no-such-format'],
    ['an unknown source', { sourceId: 'lain' }, 'backup.no-such-source'],
    ['no rows', { content: content() }, 'backup.empty-settlement'],
  ])('is refused with %s', async (_what, change, code) => {
    expect((await refused(send([row(1)], change))).code).toBe(code);
  });

  it('is taken by those who may, and nothing of a vehicle gets into the ledger', async () => {
    await expect(house.get(ImportSettlement).run(house.as('auditor'), {})).rejects.toMatchObject({ kind: 'forbidden' });
    const { settlement } = await send([row(90)]);
    const entries = await house.get(LedgerEntries).of('settlement', settlement.id);
    expect(entries).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toMatch(/AG|B-90/);
  });
});

describe('the worklist', () => {
  let id: string;

  it('holds who paid and is missing, paid otherwise, or has no vehicle here; the restored database is only read', async () => {
    await restored(`insert into pembayaran values ('B-1', 60000), ('B-1', 40000), ('B-2', 90000)`);
    const { settlement } = await send([row(1), row(2), row(3), row(4, { plate: 'B 1 ZZZ' }), row(5)]);
    id = settlement.id;
    expect(await open(id)).toEqual([]);
    const { progress, settlement: now } = await match(id);
    expect(now).toMatchObject({ rowCount: 5, newCount: 5, matchedIn: RESTORED, firstDay: '2025-08-30', lastDay: '2025-09-05' });
    expect(progress).toEqual({
      findings: { matched: 1, missing: 2, different: 1, 'unknown-plate': 1 },
      states: { open: 4, entered: 0, 'not-ours': 0 },
      unseen: 0,
    });
    expect(await open(id)).toEqual(['B-2', 'B-3', 'B-4', 'B-5']);
  });

  it('is the same after the same file, and a longer file adds only what is new', async () => {
    const again = await send([row(1), row(2), row(3), row(4, { plate: 'B 1 ZZZ' }), row(5)]);
    expect(again).toMatchObject({ already: true, settlement: { id } });
    const longer = await send([row(5), row(6)]);
    expect(longer).toMatchObject({ already: false, settlement: { rowCount: 2, newCount: 1 } });
    const { context } = await refused(send([row(7), row(5, { amount: '5000' })]));
    expect(context.summary).toBe('bank.csv:3:NO_REFERENSI says-otherwise');
  });

  it('closes by itself what was entered, and by hand what is not ours, with the reason', async () => {
    await restored(`insert into pembayaran values ('B-3', 100000)`);
    expect((await match(id)).progress.states).toEqual({ open: 3, entered: 1, 'not-ours': 0 });
    const [, foreign, claimed] = await house.get(Settlements).worklist(id, ['open']);
    const set = (paymentId: number, state: string, reason?: string) =>
      house.get(SetPaymentState).run(officer(), { paymentId, state, reason });
    expect((await refused(set(foreign!.id, 'not-ours'))).code).toBe('backup.reason-missing');
    expect(await set(foreign!.id, 'not-ours', 'kendaraan provinsi lain')).toMatchObject({ state: 'not-ours' });
    await set(claimed!.id, 'entered');
    expect((await refused(set(claimed!.id, 'not-ours', 'x'))).code).toBe('backup.not-on-worklist');
    expect((await match(id)).progress).toMatchObject({ states: { open: 1, entered: 2, 'not-ours': 1 }, unseen: 1 });
  });

  it('is a table that no spreadsheet takes for formulas', async () => {
    const [header, ...rows] = (await text(await house.get(Settlements).csv(id))).trim().split('\r\n');
    expect(header).toBe('payment,reference,plate,amount,paid_at,finding,found_amount,state,state_at,reason');
    expect(rows).toHaveLength(4);
    const [first] = await house.get(Settlements).worklist(id, ['open', 'entered', 'not-ours'], 0, 1);
    expect(rows[0]!.split(',')[0]).toBe(String(first!.id));
    expect(rows[0]).toMatch(/^\d+,B-2,AG 1002 XX,100000,2025-09-01T02:00:00.000Z,different,90000,open,/);
  });

  it('is read page by page for its table, however long it is', async () => {
    const longId = newId();
    await house.get(Tx).housekeeping('test.long', async () => {
      await house.db.run(
        `insert into backup.settlement select $2::uuid, restore_id, source_id, 'long', file_name, sha256, row_count, new_count,
           first_day, last_day, imported_at, imported_by, matched_at, matched_in from backup.settlement where id = $1`,
        [id, longId],
      );
      await house.db.run(
        `insert into backup.payment (settlement_id, source_id, format_id, reference, line, plate, amount, paid_at, finding, state, state_at, state_by)
         select $1, $2, 'long', 'L-' || n, n, 'AG 1 XX', 1, $3, 'missing', 'open', $3, 'x' from generate_series(1, 12000) n order by n`,
        [longId, SOURCE, house.clock.now()],
      );
    });
    const asked = jest.spyOn(house.get(PaymentStore), 'worklist');
    const table = (await text(await house.get(Settlements).csv(longId))).trim().split('\r\n').slice(1);
    expect(table.map((line) => line.split(',')[1])).toEqual(Array.from({ length: 12_000 }, (_, n) => `L-${n + 1}`));
    const pages = await Promise.all(asked.mock.results.map(({ value }) => value as Promise<unknown[]>));
    expect(pages.map(({ length }) => length)).toEqual([5000, 5000, 2000]);
    asked.mockRestore();
  });

  it('says what is wrong when the database does not answer as declared', async () => {
    await restored('alter table pembayaran rename to bayar');
    expect(await refused(match(id))).toMatchObject({ code: 'backup.lookup-failed', context: { source: SOURCE } });
    await restored('alter table bayar rename to pembayaran');
  });

  it('is matched in what was restored, under the name that this now has, and nowhere else', async () => {
    const rows = [row(401), row(402)];
    const { settlement } = await send(rows);
    const later = await restoreDone(pointId, '2025-09-06', 'gone');
    expect(await send(rows)).toMatchObject({ already: true, settlement: { id: settlement.id, restoreId: later } });
    expect(await refused(match(settlement.id))).toMatchObject({ code: 'backup.restored-gone', context: { name: 'gone' } });
    expect(await house.get(Settlements).get(settlement.id)).not.toHaveProperty('matchedIn');
    const begunAt = new Date('2025-09-06T10:00:00+07:00');
    const forth = { id: newId(), restoreId: later, sourceId: SOURCE, way: 'forth', place: 'gone', dropsKept: false } as const;
    await house.get(Tx).housekeeping('test.switched', async () => {
      await house.get(SwitchStore).add({ ...forth, state: 'running', begunAt });
      await house.get(SwitchStore).end({ ...forth, state: 'done', begunAt, endedAt: begunAt });
    });
    expect((await match(settlement.id)).settlement).toMatchObject({ matchedIn: RESTORED, lastDay: '2025-09-06' });
  });

  it('is written where the payments stand: in no index is what a match says of them', async () => {
    const indexes = await house.db.many<{ indexdef: string }>(
      `select indexdef from pg_indexes where (schemaname, tablename) = ('backup', 'payment')`,
    );
    expect(indexes.filter(({ indexdef }) => /\b(finding|found_amount|state|state_at|state_by)\b/.test(indexdef))).toEqual([]);
    expect(indexes).toHaveLength(3);
  });

  it('forgets the plates of what was dealt with, in time, and keeps the rest', async () => {
    const plates = () => house.db.one('select count(plate) as n from backup.payment where settlement_id = $1', [id]);
    house.clock.set('2026-08-01T09:00:00+07:00');
    await house.get(PurgePayments).run(house.as('admin'), {});
    expect(await plates()).toEqual({ n: 5 });
    house.clock.set('2026-09-15T09:00:00+07:00');
    await house.get(PurgePayments).run(house.as('admin'), {});
    expect(await plates()).toEqual({ n: 1 });
    house.clock.set('2025-09-05T10:00:00+07:00');
  });
});

/** Notices follow their decision also while a settlement is half read. */
function followBetween(dispensationId: string) {
  const settlements = house.get(Settlements);
  const [evidence, elsewhere] = [settlements.evidence.bind(settlements), AsyncLocalStorage.snapshot()];
  return jest.spyOn(settlements, 'evidence').mockImplementation(async (...page) => {
    await elsewhere(() => house.get(FollowDecision).run(Actor.system('dispensation'), { dispensationId }));
    return evidence(...page);
  });
}

async function untilSomebodyWaits(): Promise<void> {
  const sql = `select exists (select from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())) as waits`;
  while (!(await house.db.one<{ waits: boolean }>(sql)).waits);
}

describe('who paid while the database was lost', () => {
  it('is not counted as owing, whichever comes first', async () => {
    await obligations(owed(101, '2025-09-10'), owed(102, '2025-09-10'), owed(103, '2025-09-10'));
    expect(await due()).toEqual({ imported: true, count: 3 });
    const { settlement } = await send([row(101), row(102), row(104)]);
    await house.settle();
    expect(await due()).toEqual({ imported: true, count: 1 });
    await obligations(owed(101, '2025-09-10'), owed(104, '2025-09-10'), owed(105, '2025-09-10'));
    expect(await due()).toEqual({ imported: true, count: 2 });
    await match(settlement.id);
    const [first] = await house.get(Settlements).worklist(settlement.id, ['open']);
    const say = (state: string) =>
      house.get(SetPaymentState).run(officer(), { paymentId: first!.id, state, reason: 'salah kirim' });
    await say('not-ours');
    await house.settle();
    expect(await due()).toEqual({ imported: true, count: 3 });
    await say('open');
    await house.settle();
    expect(await due()).toEqual({ imported: true, count: 2 });
    expect(await house.troubles()).toEqual([]);
  });

  it('keeps no notice that excuses a lateness that never was', async () => {
    const terms = {
      incidentId: newId(),
      officeId: 'samsat-katang',
      parts: ['pkb'],
      legalBasis: 'dasar hukum contoh untuk pengujian',
      issuer: 'Gubernur (contoh)',
    };
    const days = { dueFrom: '2025-09-01', dueTo: '2025-09-30', payBy: '2025-10-31' };
    const { id } = await house.get(ProposeDispensation).run(house.as('dispensation-officer'), { ...terms, ...days });
    await house.get(SignDispensation).run(house.as('admin'), { dispensationId: id, number: 'SK 1/2025' });
    await house.settle();
    expect(await house.get(Notices).counts(id)).toEqual({ valid: 2, replaced: 0, revoked: 0 });
    await send([row(103)]);
    await house.settle();
    expect(await house.get(Notices).counts(id)).toEqual({ valid: 1, replaced: 0, revoked: 1 });
    await obligations(owed(103, '2025-09-10', '2025-11-20'));
    await house.settle();
    expect(await house.get(Notices).counts(id)).toEqual({ valid: 1, replaced: 0, revoked: 1 });
  });

  it('tells nobody by half a file: who paid twice keeps the one notice that holds when all of it is known', async () => {
    await obligations(owed(110, '2025-09-10'));
    await house.settle();
    const notices = () => house.db.many(`select code, state from dispensation.notice where state = 'valid' order by number`);
    const before = await notices();
    expect(before).toHaveLength(2);
    const [late, inTime] = ['15/11/2025 09:00:00', '20/09/2025 09:00:00'];
    const others = Array.from({ length: 5000 }, (_, n) => row(20_000 + n, { plate: `AG ${1 + n} YY`, at: inTime }));
    const rows = [row(310, { plate: 'AG 1110 XX', at: late }), ...others, row(311, { plate: 'AG 1110 XX', at: inTime })];
    await send(rows, { lastDay: '2025-12-31' });
    const asked = followBetween((await house.db.one<{ id: string }>('select id from dispensation.decision')).id);
    await house.settle();
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
    expect(await notices()).toEqual(before);
    expect(await house.troubles()).toEqual([]);
  });

  it('weighs obligations that come in meanwhile against all of it', async () => {
    await send([row(111)]);
    const proofs = house.get(ProofStore);
    const [weigh, elsewhere] = [proofs.weigh.bind(proofs), AsyncLocalStorage.snapshot()];
    let coming: Promise<unknown> | undefined;
    const weighed = jest.spyOn(proofs, 'weigh').mockImplementationOnce(async (plates) => {
      const changed = await weigh(plates);
      coming = elsewhere(() => obligations(owed(111, '2025-09-10')));
      await Promise.race([coming, elsewhere(untilSomebodyWaits)]);
      return changed;
    });
    const { count } = await due();
    await house.settle();
    weighed.mockRestore();
    await coming;
    await house.settle();
    expect(await due()).toEqual({ imported: true, count });
  });
});
