import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { LoopbackGateway } from '../../test/support/sms-gateway.js';
import type { Directory } from '../directory/index.js';
import type { AuthSecrets, Roster } from '../people/index.js';
import { Config, MailGateway, SmsGateway, Texts } from '../platform/index.js';
import { DutyTokens } from './duty/duty-tokens.js';
import type { IncidentStore } from './incident-store.js';
import { Messenger } from './messenger.js';
import { Post } from './post.js';
import type { Call } from './types.js';

type Sent = Call & { channel: 'email' | 'sms' };
const call = (over: Partial<Sent> = {}): Sent => ({
  id: 'c1',
  incidentId: 'i1',
  memberId: 'm1',
  functionName: 'Koordinator piket',
  channel: 'email',
  at: new Date('2025-08-30T15:15:00Z'),
  outcome: 'attempted',
  ...over,
});

/** Real gateways on loopback; only the facts it writes about are given. */
function messenger(settings: NodeJS.ProcessEnv): Messenger {
  const config = new Config({ SINAMBUNG_URL: 'https://sinambung.contoh.invalid', ...settings });
  const office = { name: 'Samsat Katang', zone: 'Asia/Jakarta' };
  const tokens = new DutyTokens({ current: () => 'a secret of a test' } as unknown as AuthSecrets, config);
  return new Messenger(
    new Texts(config),
    { office: async () => office } as unknown as Directory,
    {
      get: async () => ({ id: 'i1', officeId: 'samsat-katang', beganAt: new Date('2025-08-30T14:30:00Z') }),
    } as unknown as IncidentStore,
    { members: async () => [{ id: 'm1', email: 'piket@contoh.invalid', phone: '+62 000 0000 0001' }] } as unknown as Roster,
    tokens,
    new Post(new MailGateway(config), new SmsGateway(config)),
  );
}

describe('by mail', () => {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          received.push(Buffer.concat(chunks).toString());
          done();
        });
    },
  });
  beforeAll(() => new Promise<void>((ready) => void server.listen(0, '127.0.0.1', () => ready())));
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

  it('says what happened, where to confirm, and keeps its Message-ID when it is sent again', async () => {
    const { port } = server.server.address() as AddressInfo;
    const post = messenger({ SINAMBUNG_SMTP_URL: `smtp://127.0.0.1:${port}` });
    for (let attempt = 0; attempt < 2; attempt++) expect(await post.tell(call())).toEqual({ outcome: 'delivered' });
    const ids = received.map((mail) => /^Message-ID: (.+)$/im.exec(mail)?.[1]?.trim());
    expect(ids).toEqual(['<call-c1@sinambung.contoh.invalid>', '<call-c1@sinambung.contoh.invalid>']);
    expect(received[0]).toContain('Samsat Katang');
    const links = received.map((mail) => /https:\S+\/piket\/[\w-]{24}/.exec(mail.replace(/=\r\n/g, ''))?.[0]);
    expect(links[0]).toBeDefined();
    expect(links[1]).toBe(links[0]);
  });
});

describe('by SMS', () => {
  let gateway: LoopbackGateway;
  beforeAll(async () => {
    gateway = await LoopbackGateway.open();
  });
  afterAll(() => gateway.close());
  const post = () => messenger({ SINAMBUNG_SMS_URL: gateway.url });

  it('posts one short message under the key of the call', async () => {
    expect(await post().tell(call({ channel: 'sms' }))).toEqual({ outcome: 'delivered' });
    expect(gateway.heard).toEqual([{ key: 'c1', id: 'c1', to: '+62 000 0000 0001', text: expect.stringContaining('/piket/') }]);
  });

  it('a gateway that refuses is an outcome, not a crash', async () => {
    gateway.answer = 503;
    expect(await post().tell(call({ channel: 'sms' }))).toEqual({ outcome: 'failed', error: 'the gateway answered 503' });
  });

  it('a member who has left the roster is one too', async () => {
    expect(await post().tell(call({ memberId: 'gone', channel: 'sms' }))).toMatchObject({ outcome: 'failed' });
  });
});
