import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { validateXML } from 'xmllint-wasm';
import { type House, openHouse, THE_NIGHT } from '../../test/support/house.js';
import { Directory } from '../directory/index.js';
import { CloseIncident, ConfirmIncident, CorrectIncident, DeclareIncident } from '../incidents/index.js';
import { Actor } from '../people/index.js';
import { Durable, Tx } from '../platform/index.js';
import { ApproveReroute, AskHosts, LogHostAnswer, ProposeReroute, Reroutes, SetDisclosure } from '../rerouting/index.js';
import { Announcements } from './announcements.js';
import { CancelAnnouncement } from './cancel-announcement.js';
import { ConfirmSubscription } from './confirm-subscription.js';
import { Deliver } from './deliver.js';
import { ForgetUnconfirmed } from './forget-unconfirmed.js';
import { Mailer } from './mailer.js';
import { SEND_MAIL } from './post-office.js';
import { PublishAnnouncement } from './publish-announcement.js';
import { Subscribe } from './subscribe.js';
import { Subscribers } from './subscribers.js';
import { Unsubscribe } from './unsubscribe.js';
import { UpdateAnnouncement } from './update-announcement.js';

const XSD = readFileSync(path.join(__dirname, '../../test/schemas/CAP-v1.2.xsd'), 'utf8');
const HOUR_MS = 3_600_000;
const code = (name: string) => expect.objectContaining({ code: `announcements.${name}` });

let house: House;
let post: PostBox;
let incidentId: string;
beforeAll(async () => {
  post = await PostBox.open();
  house = await openHouse({
    settings: {
      SINAMBUNG_SMTP_URL: post.url,
      SINAMBUNG_MAIL_FROM: 'sinambung@contoh.invalid',
      SINAMBUNG_URL: 'https://contoh.invalid',
    },
  });
  incidentId = (await declare()).id;
  await house.settle();
});
afterAll(async () => {
  await house.close();
  await post.close();
});

/** Time only goes forward. */
let hours = 0;
const later = (by = 1) => {
  hours += by;
  house.clock.set(new Date(THE_NIGHT.getTime() + hours * HOUR_MS));
};
beforeEach(() => later());
/** The incident stays, what was announced of it does not. */
afterEach(async () => {
  post.refuse = undefined;
  later();
  for (const { id } of await house.get(Announcements).current())
    await house.get(CancelAnnouncement).run(admin(), { announcementId: id });
  await house.settle();
});

const admin = () => house.as('admin');
const declare = () =>
  house.get(DeclareIncident).run(admin(), {
    officeId: 'samsat-katang',
    beganAt: new Date(house.clock.now().getTime() - HOUR_MS / 2),
    cause: 'terbakar <saat "unjuk rasa">',
  });
const announce = () => house.get(PublishAnnouncement).run(admin(), { incidentId });
const kinds = async (id: string) => (await house.get(Announcements).get(id)).messages.map(({ kind }) => kind);
const valid = async (...texts: string[]) =>
  (await validateXML({ xml: texts.map((contents, at) => ({ fileName: `cap-${at}.xml`, contents })), schema: XSD })).errors;

/** The playbook of the office may have proposed and asked already. */
async function publishReroute(): Promise<void> {
  const reroutes = house.get(Reroutes);
  const [known] = await reroutes.ofIncident(incidentId);
  const { id: rerouteId, state } =
    known ?? (await house.get(ProposeReroute).run(Actor.system('test'), { incidentId, declaredBy: 'person-admin' }));
  if (state === 'proposed') await house.get(AskHosts).run(house.as('coordinator'), { rerouteId });
  for (const { id: requestId, state: open } of await reroutes.requests(rerouteId))
    if (open === 'open')
      await house
        .get(LogHostAnswer)
        .run(house.as('coordinator'), { requestId, accept: true, calledName: 'Kepala Layanan', calledAt: house.clock.now() });
  await house.get(ApproveReroute).run(house.as('coordinator', 'person-second'), { rerouteId });
}

/** Their names, and the ids of their offices. */
async function withholdHosts(): Promise<string[]> {
  const reroutes = house.get(Reroutes);
  const published = (await reroutes.ofIncident(incidentId)).find(({ state }) => state === 'published')!;
  const { plan } = await reroutes.get(published.id);
  const hosts = new Set(plan.legs.flatMap(({ officeId }) => officeId ?? []));
  for (const { id: requestId, officeId } of await reroutes.requests(published.id))
    if (hosts.has(officeId)) await house.get(SetDisclosure).run(house.as('coordinator'), { requestId, disclosure: 'withheld' });
  const offices = await house.get(Directory).officesByIds([...hosts]);
  return offices.flatMap(({ id, name }) => [id, name]);
}

describe('one announcement', () => {
  it('stands in a feed that is Atom', async () => {
    await announce();
    const feed = await house.get(Announcements).atom('en');
    expect(feed).toMatch(
      /<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" xml:lang="en"><id>[^<]+<\/id><title>[^<]+<\/title><updated>[^<]+<\/updated><author><name>/,
    );
    expect((await validateXML({ xml: { fileName: 'atom.xml', contents: feed }, normalization: 'format' })).errors).toEqual([]);
  });

  it('is made once, by whoever comes first', async () => {
    const both = await Promise.allSettled([1, 2].map(() => house.get(PublishAnnouncement).run(admin(), { incidentId })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'announcements.already-announced' },
    });
  });

  it('says nothing when there is nothing new, and nothing after its end', async () => {
    const announcement = await announce();
    const update = () => house.get(UpdateAnnouncement).run(admin(), { announcementId: announcement.id });
    expect(await update()).toEqual({ changed: false });
    await house.get(CancelAnnouncement).run(admin(), { announcementId: announcement.id });
    await expect(update()).rejects.toEqual(code('already-cancelled'));
    await expect(house.get(CancelAnnouncement).run(admin(), { announcementId: announcement.id })).rejects.toEqual(
      code('already-cancelled'),
    );
    expect(await kinds(announcement.id)).toEqual(['alert', 'cancel']);
  });

  it('is found by its incident after its end too, unless a new one stands', async () => {
    const latest = () => house.get(Announcements).latestOf(incidentId);
    expect(await house.get(Announcements).latestOf('00000000-0000-7000-8000-000000000000')).toBeUndefined();
    const first = await announce();
    expect(await latest()).toMatchObject({ id: first.id, state: 'current' });
    await house.get(CancelAnnouncement).run(admin(), { announcementId: first.id });
    expect(await latest()).toMatchObject({ id: first.id, state: 'cancelled' });
    later();
    const second = await announce();
    expect(await latest()).toMatchObject({ id: second.id, state: 'current' });
  });

  it('previews what it would say, and says nothing by that', async () => {
    const preview = await house.get(Announcements).preview(incidentId);
    expect(await valid(preview.cap)).toEqual([]);
    expect(preview.message.words.id.what).toContain('terbakar <saat "unjuk rasa">');
    expect(await house.get(Announcements).ofIncident(incidentId)).toBeUndefined();
  });

  it('cannot be rewritten, not even by hand', async () => {
    await announce();
    await expect(house.get(Announcements).get('x')).rejects.toEqual(code('no-such-announcement'));
    const rewrite = () => house.db.run('update announcements.message set sent_at = now()');
    await expect(house.get(Tx).housekeeping('test.rewrite', rewrite)).rejects.toThrow(/never changed/);
  });

  it('shows what stood then', async () => {
    const announcement = await announce();
    const then = house.clock.now();
    later();
    await house.get(CancelAnnouncement).run(admin(), { announcementId: announcement.id });
    expect((await house.get(Announcements).current()).map(({ id }) => id)).not.toContain(announcement.id);
    expect((await house.get(Announcements).current(then)).map(({ id }) => id)).toContain(announcement.id);
  });

  it('is for those who may', async () => {
    for (const by of [Actor.public(), house.as('auditor')])
      await expect(house.get(PublishAnnouncement).run(by, { incidentId })).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('a subscription', () => {
  const subscribe = (address: string) => house.get(Subscribe).run(Actor.public(), { address });
  const keyIn = (text = '') => /langganan\/([\w-]+)/.exec(text)?.[1] ?? '';
  const confirmed = async (address: string) => {
    await subscribe(address);
    await house.settle();
    await house.get(ConfirmSubscription).run(Actor.public(), { key: keyIn(post.to(address)[0]) });
  };

  it('sends nothing before the address itself said yes', async () => {
    await subscribe('Warga@Contoh.invalid');
    await house.settle();
    expect(post.to('warga@contoh.invalid')).toHaveLength(1);
    await announce();
    await house.settle();
    expect(post.to('warga@contoh.invalid')).toHaveLength(1);
  });

  it('then sends each message once, with a way out of one click', async () => {
    await confirmed('ibu@contoh.invalid');
    const announcement = await announce();
    await house.settle();
    const mail = post.to('ibu@contoh.invalid')[1] ?? '';
    expect(mail).toMatch(/Subject: .*LATIHAN/);
    expect(mail).toMatch(/List-Unsubscribe: <https:\/\/contoh.invalid\/pengumuman\/langganan\/[\w-]+\/berhenti>/);
    expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(await house.get(Subscribers).tally(announcement.id)).toEqual([{ state: 'sent', count: expect.any(Number) }]);
    const leave = /langganan\/([\w-]+)\/berhenti/.exec(mail)?.[1] ?? '';
    for (let twice = 0; twice < 2; twice++) await house.get(Unsubscribe).run(Actor.public(), { key: leave });
    await house.get(CancelAnnouncement).run(admin(), { announcementId: announcement.id });
    await house.settle();
    expect(post.to('ibu@contoh.invalid')).toHaveLength(2);
    expect(await house.db.many(`select 1 from announcements.subscriber where address = 'ibu@contoh.invalid'`)).toEqual([]);
  });

  it('is not a way to fill somebody’s letter box', async () => {
    for (let times = 0; times < 5; times++) await subscribe('sasaran@contoh.invalid');
    await house.settle();
    expect(post.to('sasaran@contoh.invalid')).toHaveLength(1);
  });

  it('is forgotten when nobody says yes', async () => {
    await subscribe('lupa@contoh.invalid');
    await house.settle();
    later(49);
    const key = keyIn(post.to('lupa@contoh.invalid')[0]);
    await expect(house.get(ConfirmSubscription).run(Actor.public(), { key })).rejects.toEqual(code('no-such-subscription'));
    expect(await house.get(ForgetUnconfirmed).run(Actor.system('announcements'), {})).toBeGreaterThan(0);
    expect(await house.db.many(`select 1 from announcements.subscriber where address = 'lupa@contoh.invalid'`)).toEqual([]);
  });

  it('refuses what is no address', () =>
    expect(subscribe('bukan alamat\r\nBcc: x@y.z')).rejects.toMatchObject({ kind: 'invalid' }));

  it('never lets an address into the ledger', async () => {
    const entries = await house.db.many(`select subject_id, detail from audit.entry where verb like 'announcements.%'`);
    expect(JSON.stringify(entries)).not.toContain('@');
  });

  it('tries again when the server is busy, and stops when it refuses for good', async () => {
    await confirmed('sibuk@contoh.invalid');
    post.refuse = 451;
    const announcement = await announce();
    await house.settle();
    expect(await states(announcement.id)).toEqual(['waiting']);
    post.refuse = undefined;
    later();
    expect(await house.get(Deliver).retry()).toBeGreaterThan(0);
    await house.settle();
    expect(await states(announcement.id)).toEqual(['sent']);
    post.refuse = 550;
    await house.get(CancelAnnouncement).run(admin(), { announcementId: announcement.id });
    await house.settle();
    expect(await states(announcement.id)).toEqual(['failed', 'sent']);
  });

  it('after a crash does not know, and sends again under the same Message-ID', async () => {
    await confirmed('putus@contoh.invalid');
    const announcement = await announce();
    const send = Mailer.prototype.send;
    const killed = jest.spyOn(Mailer.prototype, 'send').mockImplementation(async function (this: Mailer, letter) {
      await send.call(this, letter);
      throw new Error('killed after the server took it');
    });
    await expect(house.settle()).rejects.toThrow('killed');
    killed.mockRestore();
    expect(await states(announcement.id)).toContain('attempted');
    const [attempted] = await house.db.many<{ id: string }>(`select id from announcements.mail where state = 'attempted'`);
    await house.get(Durable).runInline(SEND_MAIL, [attempted?.id]);
    await house.settle();
    expect(await states(announcement.id)).toEqual(['sent']);
    const twice = post.all().filter((mail) => mail.includes(`<${attempted?.id}@contoh.invalid>`));
    expect(twice).toHaveLength(2);
  });

  const states = async (id: string) => (await house.get(Subscribers).tally(id)).map(({ state }) => state);
});

describe('what happens', () => {
  it('is told anew each time, under one id, until the office is open again; CAP refers to all that was said before', async () => {
    const announcement = await announce();
    const entry = async () =>
      (await house.get(Announcements).atom()).split('<entry>').find((one) => one.includes(announcement.id)) ?? '';
    const first = await entry();
    later();
    await house.get(ConfirmIncident).run(house.as('coordinator'), { incidentId });
    await house.settle();
    const second = await entry();
    later();
    await publishReroute();
    await house.settle();
    later();
    const hosts = await withholdHosts();
    await house.settle();
    later();
    await house.get(CloseIncident).run(house.as('coordinator'), { incidentId, reopenedAt: house.clock.now() });
    await house.settle();
    for (const one of [first, second, await entry()]) expect(one).toContain(`<id>urn:uuid:${announcement.id}</id>`);
    expect(/<updated>(.*?)</.exec(first)?.[1]).not.toBe(/<updated>(.*?)</.exec(second)?.[1]);
    const { state, messages } = await house.get(Announcements).get(announcement.id);
    expect(state).toBe('cancelled');
    expect(messages.map(({ kind, words }) => [kind, words.id.title])).toEqual([
      ['alert', 'Samsat Katang dilaporkan tutup, menunggu konfirmasi'],
      ['update', 'Samsat Katang tutup'],
      ['update', 'Samsat Katang tutup'],
      ['update', 'Samsat Katang tutup'],
      ['cancel', 'Samsat Katang buka kembali'],
    ]);
    expect(messages[2]?.words.id.todo.find((line) => line.startsWith('Pajak kendaraan tahunan'))).toMatch(/MPP Kota Kediri/);
    const withheld = JSON.stringify(messages[3]);
    expect(messages[3]?.words.id.todo[0]).toMatch(/tempat yang tidak diumumkan.* lewat telepon \(0354\)/);
    for (const said of ['belum ada tempat', ...hosts]) expect(withheld).not.toContain(said);
    const alerts = await Promise.all(messages.map(({ id }) => house.get(Announcements).cap(id)));
    expect(await valid(...alerts)).toEqual([]);
    const cancel = await house.get(Announcements).cap(announcement.id);
    for (const part of ['<msgType>Cancel</msgType>', '<status>Exercise</status>', '<value>35.06.03</value>'])
      expect(cancel).toContain(part);
    for (const { id } of messages.slice(0, 4)) expect(cancel).toContain(`sinambung@contoh.invalid,${id},`);
    expect((await house.troubles()).filter(({ listener }) => listener.startsWith('announcements.'))).toEqual([]);
  });

  it('may have been a mistake, and the public is told that too', async () => {
    incidentId = (await declare()).id;
    const announcement = await announce();
    await house.get(CorrectIncident).run(house.as('coordinator'), { incidentId });
    await house.settle();
    const { messages } = await house.get(Announcements).get(announcement.id);
    expect(messages.at(-1)).toMatchObject({
      kind: 'cancel',
      reason: 'mistake',
      words: { id: { title: expect.stringContaining('keliru') } },
    });
    await expect(announce()).rejects.toEqual(code('incident-ended'));
  });
});

/** A real SMTP server on loopback that keeps what it is given. */
class PostBox {
  refuse?: number;
  private readonly mails: { to: string[]; text: string }[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) =>
      done(this.refuse ? Object.assign(new Error('refused'), { responseCode: this.refuse }) : undefined),
    onData: (stream, session, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
      });
      stream.on('end', () => {
        this.mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: text.replace(/=\r\n/g, '').replace(/\r\n[ \t]/g, ' '),
        });
        done();
      });
    },
  });

  static async open(): Promise<PostBox> {
    const box = new PostBox();
    await new Promise<void>((ready) => box.server.listen(0, '127.0.0.1', ready));
    return box;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  all(): string[] {
    return this.mails.map(({ text }) => text);
  }

  to(address: string): string[] {
    return this.mails.filter(({ to }) => to.includes(address)).map(({ text }) => text);
  }

  close(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}
