import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { type House, openHouse } from '../../../test/support/house.js';
import { AnswerDrill, AskDrill, Escrows } from '../index.js';
import { openSealed } from './age.js';
import { escrowStanding } from './escrow-rules.js';
import { openParcel, Parcels } from './parcel.js';
import { tar, untar } from './tar.js';

const DAY = 86_400_000;
const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-escrow-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the standing of escrow keys', () => {
  const now = new Date('2025-08-30T15:00:00Z');
  const key = { holder: 'Kepala Bidang TI', kept: 'brankas', recipient: 'age1x' };
  const of = (recipients: (typeof key)[], days?: number) =>
    escrowStanding(
      { recipients, drill: 180 * DAY },
      new Map(days === undefined ? [] : [['age1x', new Date(now.getTime() - days * DAY)]]),
      now,
    ).alarms;

  it.each([
    ['none', [], undefined, ['no-escrow']],
    ['one that was never tried', [key], undefined, ['escrow-unproven']],
    ['one that was tried in time', [key], 180, []],
    ['one that was tried long ago', [key], 181, ['escrow-overdue']],
  ])('of %s', (_, recipients, days, alarms) => expect(of(recipients, days)).toEqual(alarms));
});

describe('an archive', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/).map((text) => `keys/${text}`);
  const files = fc.uniqueArray(
    fc.record({ name, body: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)) }),
    {
      selector: (file) => file.name,
    },
  );

  it('is read as it was written', async () => {
    await fc.assert(fc.asyncProperty(files, async (some) => expect(await untar(tar(some))).toEqual(some)));
  });

  it('is opened by any tar', () => {
    const file = path.join(folder, 'a.tar');
    const body = Buffer.from([0, 1, 2, 255]);
    writeFileSync(file, tar([{ name: 'keys/custody.key', body }]));
    execFileSync('tar', ['-xf', file, '-C', folder]);
    expect(readFileSync(path.join(folder, 'keys', 'custody.key'))).toEqual(body);
  });

  it('leads nowhere outside of its folder', async () => {
    await expect(untar(tar([{ name: '../outside', body: Buffer.alloc(0) }]))).rejects.toThrow('not our archive');
  });
});

describe('an escrow key', () => {
  let house: House;
  let identity: string;
  let recipient: string;
  const shelf = path.join(folder, 'rak');
  beforeAll(async () => {
    identity = await generateX25519Identity();
    recipient = await identityToRecipient(identity);
    mkdirSync(shelf);
    for (const name of ['sinambung.yaml', 'samsat-katang.yaml', 'vaults.yaml', 'archive-classes.yaml', 'systems.yaml'])
      writeFileSync(path.join(shelf, name), readFileSync(path.join('backup', name)));
    const key = `{ holder: Kepala Bidang TI, recipient: ${recipient}, kept: brankas kantor pusat }`;
    writeFileSync(path.join(shelf, 'escrow.yaml'), `recipients:\n  - ${key}\ndrill: 180d\n`);
    house = await openHouse({ settings: { SINAMBUNG_BACKUP_SHELF: shelf } });
  });
  afterAll(() => house.close());

  it('opens the parcel of keys and shelf, which is sealed anew only when one changes', async () => {
    const parcel = await house.get(Parcels).current();
    const names = (await openParcel(parcel.sealed, [identity])).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['backup/escrow.yaml', 'backup/vaults.yaml']));
    expect(names).not.toContain('keys/postgres-password');
    await expect(openParcel(parcel.sealed, [await generateX25519Identity()])).rejects.toMatchObject({
      code: 'backup.no-identity',
    });
    expect((await house.get(Parcels).current()).file).toBe(parcel.file);
    mkdirSync(path.join(house.data, 'keys'), { recursive: true });
    writeFileSync(path.join(house.data, 'keys', 'custody.key'), 'another');
    expect((await house.get(Parcels).current()).file).not.toBe(parcel.file);
  });

  it('is shown to open by its holder, and by nobody who guesses', async () => {
    const officer = house.as('recovery-officer');
    const alarms = async () => (await house.get(Escrows).standing()).alarms;
    expect(await alarms()).toEqual(['escrow-unproven']);
    const { id, sealed } = await house.get(AskDrill).run(officer, { recipient });
    await expect(house.get(AnswerDrill).run(officer, { drillId: id, answer: 'ABCDE' })).rejects.toMatchObject({
      code: 'backup.wrong-answer',
    });
    const answer = (await openSealed(Buffer.from(armor.decode(sealed)), [identity])).toString();
    await house.get(AnswerDrill).run(officer, { drillId: id, answer: ` ${answer.toLowerCase()} ` });
    expect(await alarms()).toEqual([]);
    house.clock.set(new Date(house.clock.now().getTime() + 181 * DAY));
    expect(await alarms()).toEqual(['escrow-overdue']);
    await expect(house.get(AskDrill).run(officer, { recipient: 'age1lain' })).rejects.toMatchObject({
      code: 'backup.no-such-escrow',
    });
    await expect(house.get(AskDrill).run(house.as('auditor'), { recipient })).rejects.toMatchObject({
      code: 'people.not-permitted',
    });
  });
});
