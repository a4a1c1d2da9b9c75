import { readFile, rm, writeFile } from 'node:fs/promises';
import { identityToRecipient } from 'age-encryption';
import { type House, openHouse } from '../../../test/support/house.js';
import { Config, newId, Tx } from '../../platform/index.js';
import { PointStore } from '../point-store.js';
import { Keyring } from './keyring.js';

let house: House;
let keys: Keyring;
beforeAll(async () => {
  house = await openHouse();
  keys = house.get(Keyring);
});
afterAll(() => house.close());

/** The same room on a server that only writes. */
const writer = () => new Keyring(house.get(Config), house.get(PointStore), { here: ['writer'] } as never);

it('makes one identity at the first use, and its public half beside it', async () => {
  const identity = await keys.identity();
  await expect(keys.identity()).resolves.toBe(identity);
  await expect(keys.recipient()).resolves.toBe(await identityToRecipient(identity));
  await expect(readFile(keys.publicFile, 'utf8')).resolves.toBe(`${await identityToRecipient(identity)}\n`);
});

it('lets a writer have the public half alone', async () => {
  await expect(writer().recipient()).resolves.toBe(await keys.recipient());
  await expect(writer().identity()).rejects.toMatchObject({ code: 'backup.no-identity' });
  await rm(keys.publicFile);
  await expect(writer().recipient()).rejects.toMatchObject({ code: 'backup.no-recipient' });
});

it('gives a writer a key of its own for repositories, made once, with its public half for the shelf', async () => {
  const opener = await writer().opener();
  await expect(writer().opener()).resolves.toBe(opener);
  const half = `${await identityToRecipient(opener)}\n`;
  await expect(readFile(keys.ownPublicFile, 'utf8')).resolves.toBe(half);
  // As if it had been killed between the two.
  await rm(keys.ownPublicFile);
  await writer().opener();
  await expect(readFile(keys.ownPublicFile, 'utf8')).resolves.toBe(half);
  await expect(keys.opener()).resolves.toBe(await keys.identity());
  expect(opener).not.toBe(await keys.identity());
});

it('never makes a second one once there are copies', async () => {
  const store = house.get(PointStore);
  const point = {
    id: newId(),
    sourceId: 'samsat-katang-db',
    state: 'running',
    cause: 'person',
    begunAt: house.clock.now(),
  } as const;
  const kept = await readFile(keys.file, 'utf8');
  await rm(keys.file);
  await house.get(Tx).housekeeping('test', async () => {
    await store.add(point);
    const manifest = { format: 'sinambung-manifest-1' } as never;
    await store.save({ ...point, state: 'stored', storedAt: point.begunAt, bytes: 1, sha256: 'a'.repeat(64), manifest });
  });
  await expect(keys.identity()).rejects.toMatchObject({ code: 'backup.key-lost' });
  await expect(keys.recipient()).rejects.toMatchObject({ code: 'backup.key-lost' });
  await writeFile(keys.file, '# nothing here\n');
  await expect(keys.identity()).rejects.toMatchObject({ code: 'backup.key-lost' });
  await writeFile(keys.file, kept);
  await expect(keys.identity()).resolves.toMatch(/^AGE-SECRET-KEY-/);
});
