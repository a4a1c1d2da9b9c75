import { randomBytes, scryptSync } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import fsPromises from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { generateX25519Identity } from 'age-encryption';
import { SMTPServer } from 'smtp-server';
import { Subscribe } from '../../src/announcements/subscribe.js';
import { PgDatabases } from '../../src/backup/engines/pg-databases.js';
import { Points } from '../../src/backup/index.js';
import { Rescue } from '../../src/backup/rescue/rescue.js';
import { RescuePlans } from '../../src/backup/rescue/rescue-plan.js';
import { ImportObligations, Notices, ProposeDispensation, SignDispensation } from '../../src/dispensation/index.js';
import { tokenOf } from '../../src/dispensation/notices/notice-token.js';
import { Actor, CreateAccount, EnterByLink, IssueSignInLink } from '../../src/people/index.js';
import { Config, HeldWork, newId, Tx } from '../../src/platform/index.js';
import { type House, openHouse } from '../support/house.js';
import { copyOwn, writeOwnShelf } from '../support/rescuable.js';
import { sinambung, startServer } from '../support/server.mjs';

const OWN = 'sinambung-db';
const EMAIL = 'petugas@contoh.invalid';
const PASSWORD = 'sandi panjang untuk pengujian';
const TABLES = ['audit.entry', 'people.account', 'dispensation.notice', 'directory.offering'];

const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-rescue-'));
const at = (...names: string[]) => path.join(folder, ...names);
const vault = at('brankas');
const keyFile = at('kunci-titipan.txt');
const mails: string[] = [];
const post = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    stream.on('data', () => undefined);
    stream.on('end', () => {
      mails.push(...session.envelope.rcptTo.map(({ address }) => address));
      done();
    });
  },
});

interface Before {
  counts: Record<string, number>;
  cookie: string;
  token: string;
  pointId: string;
}
let before: Before;
let settings: Record<string, string>;

beforeAll(async () => {
  await new Promise<void>((ready) => post.listen(0, '127.0.0.1', ready));
  const { port } = post.server.address() as AddressInfo;
  settings = { SINAMBUNG_KIND: 'drill', SINAMBUNG_SMTP_URL: `smtp://127.0.0.1:${port}`, SINAMBUNG_BACKUP_SHELF: at('rak') };
  await writeOwnShelf(at('rak'), `kind: folder, path: ${vault}`, keyFile);
  const house = await openHouse({ settings });
  before = await live(house);
  await house.close();
  // The data folder went with the house.
  expect(existsSync(house.data)).toBe(false);
}, 120_000);
afterAll(async () => {
  await new Promise<void>((done) => post.close(() => done()));
  rmSync(folder, { recursive: true, force: true });
});

/** What the installation did before it was lost: an account, a notice, a mail that had not gone out, and a copy. */
async function live(house: House): Promise<Before> {
  await house.get(HeldWork).holdIfMoved();
  const cookie = await account(house);
  const token = await notice(house);
  await house.settle();
  await house.get(Subscribe).run(Actor.public(), { address: 'warga@contoh.invalid' });
  await running(house);
  const id = await copyOwn(house);
  const { state, manifest } = await house.get(Points).get(id);
  expect(state).toBe('verified');
  const counts = manifest?.tables.filter(({ name }) => TABLES.includes(name)).map(({ name, rows }) => [name, rows]) ?? [];
  return { cookie, token, pointId: id, counts: Object.fromEntries(counts) };
}

async function account(house: House): Promise<string> {
  const terminal = Actor.terminal(['admin']);
  await house.get(CreateAccount).run(terminal, { name: 'Petugas Pemulihan', email: EMAIL, roles: ['recovery-officer'] });
  const { url } = await house.get(IssueSignInLink).run(terminal, { email: EMAIL });
  const visit = { ip: '192.0.2.1' };
  const { cookies } = await house
    .get(EnterByLink)
    .run(Actor.public(), { token: url.split('/').pop(), password: PASSWORD, repeated: PASSWORD, visit });
  await hashAsInEarnest(house);
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Tests hash at a small cost, which a server outside of them does not take: this is what it would have written. */
async function hashAsInEarnest(house: House): Promise<void> {
  const salt = randomBytes(16).toString('hex');
  const key = scryptSync(PASSWORD, salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 });
  const update = () => house.db.run('update people.credential set password = $1', [`${salt}:${key.toString('hex')}`]);
  expect(await house.get(Tx).housekeeping('test.password', update)).toBe(1);
}

async function notice(house: House): Promise<string> {
  const rows = ['vehicle_ref,plate,region_code,service_id,due_on,pkb,opsen,swdkllj,pnbp,paid_on'];
  rows.push('V-1,AG 1001 XX,35.06.03,pkb-tahunan,2025-09-01,200000,132000,32000,0,');
  const officer = house.as('dispensation-officer');
  await house.get(ImportObligations).run(officer, { name: 'kewajiban.csv', content: Readable.from([rows.join('\n')]) });
  const decision = await house.get(ProposeDispensation).run(officer, {
    incidentId: newId(),
    officeId: 'samsat-katang',
    parts: ['opsen', 'pkb'],
    legalBasis: 'dasar hukum contoh untuk pengujian',
    issuer: 'Gubernur (contoh)',
    dueFrom: '2025-08-30',
    dueTo: '2025-09-12',
    payBy: '2025-10-31',
  });
  await house.get(SignDispensation).run(house.as('admin'), { dispensationId: decision.id, number: '1/2025' });
  await house.settle();
  const [first] = await house.get(Notices).page(decision.id, '', 1);
  return tokenOf(first!.payload, first!.signature);
}

/** As the engine leaves the mail when the server is lost while it works on it. */
async function running(house: House): Promise<void> {
  const update = `update dbos.workflow_status set status = 'PENDING', executor_id = 'local', application_version = 'workflows-1'
    where name = 'announcements.send-mail' and status = 'ENQUEUED'`;
  expect(await house.get(Tx).housekeeping('test.running', () => house.db.run(update))).toBe(1);
}

const data = at('data-baru');
const rescue = (...more: string[]) =>
  sinambung(
    { data, settings: { ...settings, SINAMBUNG_BACKUP_SHELF: '' } },
    'rescue',
    vault,
    '--identity',
    keyFile,
    '--json',
    ...more,
  );

describe('an installation whose machine is gone', () => {
  it('is refused, by name, to whoever cannot bring it back', async () => {
    const wish = { address: vault, identityFile: keyFile };
    const plan = (changes: object = {}, more: object = {}) =>
      new RescuePlans(new Config({ SINAMBUNG_DATA: at('lain'), SINAMBUNG_KIND: 'drill', ...more })).make({ ...wish, ...changes });
    const { catalogue } = await plan();
    const code = (name: string) => expect.objectContaining({ code: `backup.${name}` });
    const other = at('kunci-lain.txt');
    writeFileSync(other, `${await generateX25519Identity()}\n`);
    await expect(plan({ identityFile: other })).rejects.toEqual(code('no-identity'));
    await expect(plan({ identityFile: at('tidak-ada.txt') })).rejects.toEqual(code('no-key-file'));
    await expect(plan({ address: at('tidak-ada') })).rejects.toEqual(code('vault-vanished'));
    await expect(plan({ address: at('rak') })).rejects.toEqual(code('no-catalogue'));
    await expect(plan({}, { SINAMBUNG_KIND: 'production' })).rejects.toEqual(code('other-kind'));
    await expect(plan({}, { SINAMBUNG_DATA: at('rak') })).rejects.toEqual(code('data-not-empty'));
    await expect(plan({ fingerprint: catalogue.key })).resolves.toMatchObject({ point: { pointId: before.pointId } });
    await expect(plan({ fingerprint: '0123456789abcdef' })).rejects.toEqual(code('other-signature'));
    await expect(plan({ sequence: catalogue.sequence + 1 })).rejects.toEqual(code('catalogue-rolled-back'));
    await expect(plan({ pointId: newId() })).rejects.toEqual(code('no-such-point'));
    const full = jest.spyOn(fsPromises, 'statfs').mockResolvedValue({ bavail: 1, bsize: 4096 } as never);
    await expect(plan()).rejects.toEqual(code('no-room'));
    full.mockRestore();
  });

  it.each<[string, string, (copy: string) => void]>([
    [
      'a text that was changed',
      'catalogue-forged',
      (copy) => edit(copy, newestIn(copy), (text) => text.replace('"verified"', '"proven"')),
    ],
    [
      'a manifest that was changed',
      'manifest-swapped',
      (copy) => edit(copy, `${OWN}/${before.pointId}/manifest.json`, (text) => `${text} `),
    ],
    [
      'keys that were changed',
      'damaged',
      (copy) => edit(copy, `keys/${readdirSync(path.join(copy, 'keys'))[0]}`, (text) => `${text} `),
    ],
    ['a point that is gone', 'no-such-object', (copy) => rmSync(path.join(copy, OWN), { recursive: true })],
  ])('is refused from a vault with %s', async (_, code, harm) => {
    const copy = at('brankas-rusak');
    cpSync(vault, copy, { recursive: true });
    harm(copy);
    const config = new Config({ SINAMBUNG_DATA: at('lain'), SINAMBUNG_KIND: 'drill' });
    await expect(new RescuePlans(config).make({ address: copy, identityFile: keyFile })).rejects.toMatchObject({
      code: `backup.${code}`,
    });
    rmSync(copy, { recursive: true });
  });

  it('leaves nothing that could start, when the copy turns out to be damaged', async () => {
    const copy = at('brankas-rusak');
    cpSync(vault, copy, { recursive: true });
    const dump = path.join(copy, OWN, before.pointId, 'dump.sql.zst.age');
    const bytes = readFileSync(dump);
    bytes[bytes.length - 40]! ^= 1;
    writeFileSync(dump, bytes);
    const config = new Config({ SINAMBUNG_DATA: at('separuh'), SINAMBUNG_KIND: 'drill' });
    const plan = await new RescuePlans(config).make({ address: copy, identityFile: keyFile });
    await expect(new Rescue(config, new PgDatabases()).run(plan, () => undefined)).rejects.toMatchObject({
      code: 'backup.damaged',
    });
    const half = { data: at('separuh'), settings };
    await expect(sinambung(half, 'ledger', 'verify')).rejects.toThrow('a rescue into this data folder was begun');
  });

  it('is back from the vault and an officer’s key, with nothing of before running', async () => {
    await expect(rescue()).rejects.toThrow('ended with 2');
    expect(existsSync(data)).toBe(false);
    await expect(rescue('--yes', '--no-start')).rejects.toThrow('nobody has said whose signature');
    const fingerprint = readdirSync(path.join(vault, 'catalogue'))
      .find((name) => name.startsWith('key-'))!
      .slice(4, 20);
    const rescued = JSON.parse(await rescue('--yes', '--no-start', '--fingerprint', fingerprint));
    expect(rescued).toMatchObject({ pointId: before.pointId });
    const now = { data, settings: { ...settings, SINAMBUNG_BACKUP_SHELF: rescued.shelf } };
    const server = await startServer(now);
    try {
      await expectAlive(server.url, now);
      expect(await heldNames(now)).toEqual(['announcements.send-mail']);
      expect(mails).toEqual([]);
      await sinambung(now, 'workflows', 'release');
      while ((await heldNames(now)).length > 0 || mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    } finally {
      await server.stop();
    }
    expect(mails).toEqual(['warga@contoh.invalid']);
  }, 180_000);
});

type Installation = Parameters<typeof sinambung>[0];

async function expectAlive(url: string, now: Installation): Promise<void> {
  expect((await fetch(`${url}/dasbor`, { headers: { cookie: before.cookie }, redirect: 'manual' })).status).toBe(200);
  const body = new URLSearchParams({ email: EMAIL, password: PASSWORD });
  const entered = await fetch(`${url}/masuk`, { method: 'POST', body, redirect: 'manual', headers: { origin: url } });
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/dasbor']);
  expect(JSON.parse(await sinambung(now, 'ledger', 'verify', '--json'))).toMatchObject({ intact: true, formerKeys: [] });
  expect(JSON.parse(await sinambung(now, 'notice', 'verify', before.token, '--json'))).toMatchObject({ genuine: true });
  // The schedule may have begun the next one already.
  const oldest = async () =>
    JSON.parse(await sinambung(now, 'backup', 'list', OWN, '--json')).at(-1) as { id: string; state: string };
  while ((await oldest()).state === 'running');
  expect(await oldest()).toMatchObject({ id: before.pointId, state: expect.stringMatching(/^(verified|proven)$/) });
}

async function heldNames(now: Installation): Promise<string[]> {
  const { work } = JSON.parse(await sinambung(now, 'workflows', 'list', '--json')) as { work: { name: string }[] };
  return work.map(({ name }) => name);
}

function newestIn(copy: string): string {
  return `catalogue/${readdirSync(path.join(copy, 'catalogue'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1)}`;
}

function edit(copy: string, name: string, change: (text: string) => string): void {
  const file = path.join(copy, name);
  writeFileSync(file, change(readFileSync(file, 'latin1')), 'latin1');
}
