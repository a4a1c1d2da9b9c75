import { renameSync } from 'node:fs';
import path from 'node:path';
import { House, openHouse } from '../../test/support/house.js';
import { onServer } from '../../test/support/postgres.js';
import { Db, Tx } from '../platform/index.js';
import { Ledger, LedgerEntries, SealLedger, VerifyLedger } from './index.js';
import { LedgerKey } from './ledger-key.js';

describe('the ledger', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  const record = (verb: string) =>
    house.get(Tx).change(verb, () =>
      house.get(Ledger).record({
        at: house.clock.now(),
        verb,
        actor: 'terminal',
        subject: { type: 'thing', id: '1' },
        detail: { b: 1, a: 2 },
      }),
    );

  /** Entries wait for whatever transaction is open on the server, also in the database of another test file. */
  const seal = async () => {
    do await house.get(SealLedger).run();
    while ((await house.db.many('select from audit.unsealed')).length > 0);
  };

  it('seals what was recorded and verifies', async () => {
    await record('test.one');
    await record('test.two');
    await seal();
    expect(await house.get(VerifyLedger).run()).toMatchObject({ intact: true });
    expect((await house.get(LedgerEntries).of('thing', '1')).map((entry) => [entry.verb, entry.detail, entry.sealed])).toEqual([
      ['test.one', '{"a":2,"b":1}', true],
      ['test.two', '{"a":2,"b":1}', true],
    ]);
  });

  it('refuses a change without an entry, and leaves nothing behind', async () => {
    const write = house
      .get(Tx)
      .change('test.unaudited', () =>
        house.get(Db).run(`insert into platform.event values (gen_random_uuid(), 'x', '{}', now())`),
      );
    await expect(write).rejects.toThrow('without a ledger entry');
    expect(await house.db.many(`select from platform.event where name = 'x'`)).toEqual([]);
  });

  it('is read-only outside a transaction', async () => {
    await expect(house.db.run(`insert into platform.event values (gen_random_uuid(), 'x', '{}', now())`)).rejects.toThrow(
      'read-only',
    );
  });

  it('tells of an entry that was kept out of the chain', async () => {
    await record('test.three');
    await onServer((client) => client.query('delete from audit.unsealed'), house.url);
    await seal();
    expect(await house.get(VerifyLedger).run()).toMatchObject({ intact: false, brokenAt: { because: 'entry-skipped' } });
    await onServer(
      (client) => client.query(`insert into audit.unsealed select id from audit.entry where verb = 'test.three'`),
      house.url,
    );
    await seal();
    expect(await house.get(VerifyLedger).run()).toMatchObject({ intact: true });
  });

  it('tells a lost key from a forged head', async () => {
    const file = path.join(house.data, 'keys', 'ledger.pem');
    const former = house.get(LedgerKey).fingerprint;
    renameSync(file, `${file}.lost`);
    Object.assign(house.get(LedgerKey), { key: undefined });
    await record('test.four');
    await seal();
    const told = await house.get(VerifyLedger).run();
    expect(told).toMatchObject({ intact: true, formerKeys: [{ fingerprint: former }] });
    expect(await house.get(LedgerEntries).of('ledger-key', house.get(LedgerKey).fingerprint)).toMatchObject([
      { verb: 'audit.begin-key', sealed: true },
    ]);
    const forge = (signature: string) =>
      onServer(async (client) => {
        await client.query('alter table audit.head disable trigger head_append_only');
        await client.query(`update audit.head set signature = ${signature} where key_fingerprint = $1`, [former]);
      }, house.url);
    await forge(`sha256(signature) || signature`);
    expect(await house.get(VerifyLedger).run()).toMatchObject({ intact: false, brokenAt: { because: 'head-forged' } });
    await forge('substring(signature from 33)');
    expect(await house.get(VerifyLedger).run()).toMatchObject({ intact: true });
  });

  it('cannot be changed by a statement, and tells of a row that was changed by hand', async () => {
    await expect(onServer((client) => client.query(`update audit.entry set detail = '{}'`), house.url)).rejects.toThrow(
      'append-only',
    );
    await onServer(async (client) => {
      await client.query('alter table audit.entry disable trigger entry_append_only');
      await client.query(`update audit.entry set detail = '{"a":3,"b":1}' where verb = 'test.two'`);
    }, house.url);
    expect(await house.get(VerifyLedger).run()).toMatchObject({ intact: false, brokenAt: { because: 'entry-changed' } });
  });
});
