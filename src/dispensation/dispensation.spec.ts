import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { type House, openHouse } from '../../test/support/house.js';
import { LedgerEntries } from '../audit/index.js';
import { SetStatus } from '../directory/index.js';
import { Actor } from '../people/index.js';
import { DomainError, newId } from '../platform/index.js';
import {
  type Dispensation,
  Dispensations,
  ImportObligations,
  keyring,
  NoticeLetters,
  Notices,
  Obligations,
  ProposeDispensation,
  RevokeDispensation,
  readToken,
  SignDispensation,
} from './index.js';
import { excuses } from './rules.js';

const HEADER = 'vehicle_ref,plate,region_code,service_id,due_on,pkb,opsen,swdkllj,pnbp,paid_on';
const KRAS = '35.06.03';
const PARE = '35.06.17';
let house: House;
let officer: Actor;
let second: Actor;

const file = (...rows: string[]) => ({ name: 'kewajiban.csv', content: Readable.from([[HEADER, ...rows].join('\n')]) });
const row = (n: number, dueOn: string, paidOn = '', region = KRAS, plate = `AG ${1000 + n} XX`) =>
  `V-${n},${plate},${region},pkb-tahunan,${dueOn},200000,132000,32000,0,${paidOn}`;
const importing = (...rows: string[]) => house.get(ImportObligations).run(officer, file(...rows));
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: DomainError) => error.code ?? String(error),
  );

const terms = (incidentId: string) => ({
  incidentId,
  officeId: 'samsat-katang',
  parts: ['opsen', 'pkb'],
  legalBasis: 'dasar hukum contoh untuk pengujian',
  issuer: 'Gubernur (contoh)',
  dueFrom: '2025-08-30',
  dueTo: '2025-09-12',
  payBy: '2025-10-31',
});
const propose = (changes: object = {}, incidentId: string = newId()) =>
  house.get(ProposeDispensation).run(officer, { ...terms(incidentId), ...changes });
const sign = (decision: Dispensation, number: string, by = second) =>
  house.get(SignDispensation).run(by, { dispensationId: decision.id, number });
const noticesOf = (decision: Dispensation) => house.get(Notices).page(decision.id, '', 1000);

beforeAll(async () => {
  house = await openHouse();
  officer = house.as('dispensation-officer');
  second = house.as('admin');
});
afterAll(() => house.close());

describe('obligations', () => {
  it('are unknown, not none, before anything was imported', async () => {
    expect(await house.get(Obligations).dueBetween('samsat-katang', '2025-08-30', '2025-09-12')).toEqual({
      imported: false,
      count: 0,
    });
  });

  it('are taken over from a file, each to the home office of its region', async () => {
    const rows = [
      row(1, '2025-08-29'),
      row(2, '2025-08-30'),
      row(3, '2025-09-12'),
      row(4, '2025-09-13'),
      row(5, '2025-09-02', '2025-09-15'),
    ];
    rows.push(row(6, '2025-09-02', '2025-09-01'), row(7, '2025-09-02', '2025-11-01'), row(8, '2025-09-02', '', PARE));
    expect(await importing(...rows)).toMatchObject({ rows: 8, changed: 8 });
    expect(await house.get(Obligations).dueBetween('samsat-katang', '2025-08-30', '2025-09-12')).toEqual({
      imported: true,
      count: 2,
    });
    expect(await house.get(Obligations).dueBetween('samsat-pare', '2025-09-01', '2025-09-30')).toEqual({
      imported: true,
      count: 1,
    });
    expect(await house.get(Obligations).dueBetween('samsat-katang', '2025-09-20', '2025-10-02')).toMatchObject({
      imported: false,
    });
  });

  it('are counted by service; of a service that no file names nothing is known', async () => {
    const due = (...services: string[]) =>
      house.get(Obligations).dueBetween('samsat-katang', '2025-08-30', '2025-09-12', services);
    expect(await due('pkb-tahunan')).toEqual({ imported: true, count: 2 });
    expect(await due('pkb-tahunan', 'pkb-lima-tahunan')).toEqual({ imported: true, count: 2 });
    expect(await due('pkb-lima-tahunan', 'bbnkb')).toEqual({ imported: false, count: 0 });
  });

  it('are brought up to date by a second file, and the same file changes nothing', async () => {
    expect(await importing(row(1, '2025-08-29'), row(2, '2025-08-30'))).toMatchObject({ rows: 2, changed: 0 });
    expect(await importing(row(1, '2025-08-29', '2025-08-29'), row(2, '2025-08-30'))).toMatchObject({ rows: 2, changed: 1 });
  });

  it('of a bad file are named by row and column, and none is taken over', async () => {
    const before = await house.db.one('select count(*) as n from dispensation.obligation');
    const bad = importing(
      row(20, '2025-09-31'),
      row(21, '2025-09-01'),
      row(22, '2025-09-01', '', '35.99.99'),
      row(21, '2025-09-01'),
      'V-23,AG 1 X',
    );
    const error: DomainError = await bad.then(
      () => Promise.reject(new Error('was taken over')),
      (refused) => refused,
    );
    expect(error.code).toBe('dispensation.bad-file');
    expect(error.context).toMatchObject({ count: 10 });
    expect(error.context.summary).toContain(
      'kewajiban.csv:2:due_on not-a-day; kewajiban.csv:4:region_code no-home-office; kewajiban.csv:5:vehicle_ref twice',
    );
    expect(error.context.summary).toContain('kewajiban.csv:6:due_on empty');
    expect(await house.db.one('select count(*) as n from dispensation.obligation')).toEqual(before);
  });

  it.each([
    ['nothing', '', 'dispensation.empty-file'],
    ['only a header', HEADER, 'dispensation.empty-file'],
    ['another header', 'nopol;tanggal\nAG 1 X;2025-09-01', 'dispensation.missing-columns'],
    ['an open quote', `${HEADER}\n"V-1,AG 1 X`, 'dispensation.unreadable-file'],
    ['bytes that are no CSV', `\u0000\u0001${'x'.repeat(200_000)}`, 'dispensation.unreadable-file'],
  ])('are refused from a file with %s', async (_what, content, code) => {
    const importing = house.get(ImportObligations).run(officer, { name: 'x.csv', content: Readable.from([content]) });
    expect(await codeOf(importing)).toBe(code);
  });

  it('are imported by those who may, and no plate gets into the ledger', async () => {
    expect(await codeOf(house.get(ImportObligations).run(house.as('auditor'), file(row(30, '2025-09-01'))))).toBe(
      'people.not-permitted',
    );
    const { ledger } = await house.db.one<{ ledger: string }>(
      `select string_agg(detail || subject_id, ' ') as ledger from audit.entry`,
    );
    expect(ledger).not.toMatch(/AG \d/);
  });
});

describe('a decision', () => {
  let decision: Dispensation;

  it('promises nothing while it is only proposed', async () => {
    house.clock.set('2025-09-03T09:00:00+07:00');
    decision = await propose();
    const parts = await house.get(Dispensations).partsFor('samsat-katang');
    expect(parts.map(({ part, state }) => `${part} ${state}`)).toEqual([
      'pkb proposed',
      'opsen proposed',
      'swdkllj none',
      'pnbp none',
    ]);
    expect(parts.every(({ number, authorityConfirmed }) => number === undefined && !authorityConfirmed)).toBe(true);
    await house.settle();
    expect(await noticesOf(decision)).toEqual([]);
  });

  it.each([
    ['an office that does not exist', { officeId: 'samsat-bulan' }, 'directory.no-such-office'],
    ['a reversed range', { dueFrom: '2025-09-13' }, 'dispensation.range-reversed'],
    ['no legal basis', { legalBasis: '' }, 'platform.bad-input'],
    ['no part of the bill', { parts: [] }, 'platform.bad-input'],
    ['a number with a bar', { number: 'SK|1' }, 'platform.bad-input'],
  ])('is refused with %s', async (_what, changes, code) => {
    expect(await codeOf(propose(changes))).toBe(code);
  });

  it('is not signed by its proposer, nor without a number, nor by somebody without the duty', async () => {
    expect(await codeOf(sign(decision, 'SK 1/2025', officer))).toBe('dispensation.same-person');
    expect(await codeOf(house.get(SignDispensation).run(second, { dispensationId: decision.id }))).toBe(
      'dispensation.number-missing',
    );
    expect(await codeOf(sign(decision, 'SK 1/2025', house.as('coordinator')))).toBe('people.not-permitted');
  });

  it('is signed once when two sign at the same moment', async () => {
    house.clock.set('2025-09-04T09:00:00+07:00');
    const third = house.as('dispensation-officer', 'third');
    const outcomes = await Promise.all([codeOf(sign(decision, 'SK 1/2025')), codeOf(sign(decision, 'SK 1/2025', third))]);
    expect(outcomes.sort()).toEqual(['dispensation.not-possible-now', 'done']);
  });

  it('keeps its number to itself, and a proposal can be withdrawn', async () => {
    const other = await propose();
    expect(await codeOf(sign(other, 'sk 1/2025'))).toBe('dispensation.number-taken');
    const withdrawn = await house.get(RevokeDispensation).run(officer, { dispensationId: other.id, reason: 'nomor keliru' });
    expect(withdrawn.state).toBe('revoked');
  });

  it('then grants its parts, and the past stays as it was', async () => {
    const [pkb, , swdkllj] = await house.get(Dispensations).partsFor('samsat-katang');
    expect(pkb).toMatchObject({
      state: 'granted',
      number: 'SK 1/2025',
      dueFrom: '2025-08-30',
      dueTo: '2025-09-12',
      payBy: '2025-10-31',
      authority: 'Gubernur (contoh)',
    });
    expect(swdkllj).toMatchObject({ state: 'none', authorityConfirmed: false });
    const states = await Promise.all(
      ['2025-09-02', '2025-09-03T10:00:00+07:00'].map((at) => house.get(Dispensations).partsFor('samsat-katang', new Date(at))),
    );
    expect(states.map((parts) => parts[0]!.state)).toEqual(['none', 'proposed']);
  });

  it('gives a notice to exactly those that the rule excuses, once', async () => {
    await house.settle();
    const notices = await noticesOf(decision);
    const all = await house.db.many<never>('select * from dispensation.obligation');
    const excused = all.filter((o: { paidOn: string | null }) =>
      excuses(decision, { ...(o as object), paidOn: o.paidOn ?? undefined, provenOn: undefined } as never),
    );
    expect(notices.map((notice) => notice.obligationId).sort()).toEqual(excused.map(({ id }) => id).sort());
    expect(notices).toHaveLength(3);
    await importing(row(2, '2025-08-30'));
    await house.settle();
    expect(await noticesOf(decision)).toHaveLength(3);
  });

  it('follows a later file: new notices for new obligations, none for what proves paid in time', async () => {
    await importing(row(40, '2025-09-05'), row(3, '2025-09-12', '2025-09-10'));
    await house.settle();
    expect(await house.get(Notices).counts(decision.id)).toEqual({ valid: 3, replaced: 0, revoked: 1 });
    const ended = (await noticesOf(decision)).find(({ state }) => state === 'revoked')!;
    expect(await house.get(Notices).check({ code: ended.code })).toMatchObject({
      verdict: 'revoked',
      ending: { reason: 'paid' },
    });
  });

  it('ends a notice whose vehicle is now recorded at another office, and says that', async () => {
    await importing(row(41, '2025-09-06'));
    await house.settle();
    await importing(row(41, '2025-09-06', '', PARE));
    await house.settle();
    expect(await house.get(Notices).counts(decision.id)).toEqual({ valid: 3, replaced: 0, revoked: 2 });
    expect((await noticesOf(decision)).map(({ endedReason }) => endedReason).filter(Boolean)).toEqual(
      expect.arrayContaining(['moved', 'paid']),
    );
  });

  it('is widened by one that replaces it: letters are exchanged, and the old ones say by which', async () => {
    const wider = await propose({ dueFrom: '2025-09-01', dueTo: '2025-09-13', replaces: decision.id }, decision.incidentId);
    await sign(wider, 'SK 2/2025');
    await house.settle();
    expect(await house.get(Notices).counts(decision.id)).toEqual({ valid: 0, replaced: 2, revoked: 3 });
    expect(await house.get(Notices).counts(wider.id)).toEqual({ valid: 3, replaced: 0, revoked: 0 });
    const checks = await Promise.all((await noticesOf(decision)).map(({ code }) => house.get(Notices).check({ code })));
    expect(checks.map(({ verdict, ending }) => `${verdict} ${ending?.reason} ${ending?.number ?? ''}`.trim()).sort()).toEqual([
      'replaced replaced SK 2/2025',
      'replaced replaced SK 2/2025',
      'revoked moved SK 1/2025',
      'revoked outside SK 2/2025',
      'revoked paid',
    ]);
    expect((await house.get(Dispensations).get(decision.id)).state).toBe('replaced');
    decision = wider;
  });

  it('is replaced only by one of the same incident', async () => {
    expect(await codeOf(propose({ replaces: decision.id }))).toBe('dispensation.replaces-other-incident');
  });

  it('takes its notices with it when it is revoked, with the reason', async () => {
    const { code } = (await noticesOf(decision))[0]!;
    await house
      .get(RevokeDispensation)
      .run(second, { dispensationId: decision.id, reason: 'ditetapkan dengan dasar yang keliru' });
    await house.settle();
    expect(await house.get(Notices).counts(decision.id)).toEqual({ valid: 0, replaced: 0, revoked: 3 });
    const check = await house.get(Notices).check({ code });
    expect(check).toMatchObject({
      verdict: 'revoked',
      ending: { reason: 'revoked', number: 'SK 2/2025', words: 'ditetapkan dengan dasar yang keliru' },
    });
    expect((await house.get(Dispensations).partsFor('samsat-katang'))[0]!.state).toBe('none');
    expect(await codeOf(sign(decision, 'SK 3/2025'))).toBe('dispensation.not-possible-now');
  });

  it('falls when its incident is corrected as a mistake', async () => {
    const incidentId = newId();
    const offeringIds = (await house.db.many<{ id: string }>(`select id from directory.offering where id like '%katang%'`)).map(
      ({ id }) => id,
    );
    const status = { offeringIds, since: new Date('2025-08-30T21:30:00+07:00'), incidentId, confirmed: true };
    await house.get(SetStatus).run(house.as('coordinator'), { ...status, status: 'suspended' });
    const grounded = await propose({}, incidentId);
    await sign(grounded, 'SK 4/2025');
    await house.settle();
    expect((await house.get(Dispensations).get(grounded.id)).state).toBe('signed');
    house.clock.set('2025-09-05T09:00:00+07:00');
    await house.get(SetStatus).run(house.as('coordinator'), { ...status, status: 'normal', correction: true });
    await house.settle();
    expect(await house.get(Dispensations).get(grounded.id)).toMatchObject({ state: 'revoked', endedBy: 'system:dispensation' });
    expect((await house.get(Notices).counts(grounded.id)).valid).toBe(0);
    expect(await house.troubles()).toEqual([]);
  });
});

describe('a notice', () => {
  let decision: Dispensation;
  let code: string;
  let token: string;

  beforeAll(async () => {
    decision = await propose();
    await sign(decision, 'SK 5/2025');
    await house.settle();
    code = (await noticesOf(decision))[0]!.code;
    token = (await house.get(Notices).dossier(code)).token;
  });

  it('is valid by its code, however typed, and by its QR code', async () => {
    const notices = house.get(Notices);
    expect(await notices.check({ code: code.toLowerCase().replaceAll('-', ' ') })).toMatchObject({
      verdict: 'valid',
      facts: { plate: 'AG 1**2 XX', decisionNumber: 'SK 5/2025' },
    });
    expect(await notices.check({ code, token })).toMatchObject({ verdict: 'valid' });
  });

  it('tells whose letter it is without showing the plate', async () => {
    const checks = await Promise.all(['ag1002xx', 'AG 1992 XX'].map((plate) => house.get(Notices).check({ code, plate })));
    expect(checks.map(({ plateMatches }) => plateMatches)).toEqual([true, false]);
    expect(JSON.stringify(checks)).not.toContain('1002');
  });

  it('is forged when its QR code was changed, or is put under another code', async () => {
    const payload = Buffer.from(token.split('.')[0]!, 'base64url').toString().replace('2025-10-31', '2026-10-31');
    const forged = `${Buffer.from(payload).toString('base64url')}.${token.split('.')[1]}`;
    expect(await house.get(Notices).check({ code, token: forged })).toEqual({ verdict: 'forged' });
    expect(await house.get(Notices).check({ code: '0000-0000-0000', token })).toEqual({ verdict: 'forged' });
  });

  it('is unknown under a code that was never given', async () => {
    expect(await house.get(Notices).check({ code: '0000-0000-0000' })).toEqual({ verdict: 'unknown', facts: undefined });
    expect(await house.get(Notices).check({ code: 'bukan kode' })).toMatchObject({ verdict: 'unknown' });
    expect(await codeOf(house.get(NoticeLetters).pdf('0000-0000-0000'))).toBe('dispensation.no-such-notice');
  });

  it('is verified offline by whoever has the printed public key', async () => {
    const { current } = await house.get(Notices).keys();
    expect(readToken(token, keyring([current]))).toMatchObject({ genuine: true, facts: { code, kind: 'demonstration' } });
  });

  it('is signed with a key that only the server’s user can read', () => {
    const key = path.join(house.data, 'keys', 'notice.pem');
    expect(existsSync(key) && (statSync(key).mode & 0o777).toString(8)).toBe('600');
    expect(readFileSync(key, 'utf8')).toContain('PRIVATE KEY');
  });

  it('becomes the same PDF/A-2b letter each time, until it is revoked', async () => {
    const letters = house.get(NoticeLetters);
    const { pdf } = await letters.pdf(code);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1')).toMatch(/<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</);
    expect(pdf.toString('latin1')).not.toContain('/Encrypt');
    expect((await letters.pdf(code)).pdf.equals(pdf)).toBe(true);
    await house.get(RevokeDispensation).run(second, { dispensationId: decision.id, reason: 'dibatalkan untuk pengujian' });
    await house.settle();
    expect((await letters.pdf(code)).pdf.equals(pdf)).toBe(false);
  });

  it('leaves its issue in the ledger as figures', async () => {
    const entries = await house.get(LedgerEntries).of('dispensation', decision.id);
    expect(entries.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining([
        'dispensation.propose',
        'dispensation.sign',
        'dispensation.follow-decision',
        'dispensation.revoke',
      ]),
    );
  });
});
