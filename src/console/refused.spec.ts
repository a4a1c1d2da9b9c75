import { BrowserJar } from '../../test/support/browser-jar.js';
import { openWebApp, type WebApp } from '../../test/support/web-app.js';
import { ReceiveMessage } from '../complaints/index.js';
import { RequestVisit } from '../outreach/index.js';
import { Actor, IssueSignInLink, ROLES, type Role } from '../people/index.js';
import { ConsoleModule } from './console.module.js';

const PASSWORD = 'empat kata yang lama';
const TEXT = 'Ibu saya sakit dan tidak dapat berjalan';
const VILLAGE = '35.06.03.2016';
let web: WebApp;

beforeAll(async () => {
  web = await openWebApp([], {}, [ConsoleModule]);
});
afterAll(() => web.close());

async function signedIn(role: Role): Promise<BrowserJar> {
  const jar = new BrowserJar(web.app);
  const { url } = await web.app.get(IssueSignInLink).run(Actor.terminal(ROLES), { role });
  const who = { name: 'Petugas Contoh', email: `${role}@contoh.invalid`, password: PASSWORD, repeated: PASSWORD };
  await jar.post(new URL(url).pathname, who);
  return jar;
}

describe('what citizens wrote, to staff whose work it is not', () => {
  let auditor: BrowserJar;
  beforeAll(async () => {
    auditor = await signedIn('auditor');
  });

  it.each(['jawab', 'teruskan', 'tutup', 'nomor'])('a complaint is not shown as the answer to a refused "%s"', async (act) => {
    const message = { door: 'web', text: TEXT, key: `uji-${act}`, receivedAt: new Date(), locale: 'id' };
    const { tracking } = await web.app.get(ReceiveMessage).run(Actor.public(), message);
    for (const number of [tracking, 'AAAA-AAAA']) {
      const refused = await auditor.post(`/dasbor/pengaduan/${number}/${act}`, {
        text: 'ya',
        reason: 'ya',
        officeId: 'samsat-pare',
      });
      expect([number, refused.statusCode, refused.body.includes(TEXT)]).toEqual([number, 403, false]);
    }
  });

  it.each(['batal', 'cara-lain', 'keluar', 'putuskan', 'nama'])('nor a request for a visit to a refused "%s"', async (act) => {
    const asked = {
      door: 'web',
      key: `uji-${act}-0000`,
      serviceId: 'pkb-tahunan',
      villageCode: VILLAGE,
      people: 1,
      needs: ['wheelchair'],
      phone: '+6281200000077',
    };
    const { request } = await web.app.get(RequestVisit).run(Actor.public(), asked);
    for (const number of [request.tracking, 'AAAA-AAAA'])
      expect((await auditor.post(`/dasbor/jemput-bola/permintaan/${number}/${act}`, { note: 'catatan' })).statusCode).toBe(403);
  });
});

it('an address that no decision has is no page', async () => {
  const jar = await signedIn('dispensation-officer');
  for (const page of ['x', 'x/surat', '__proto__']) expect((await jar.get(`/dasbor/dispensasi/${page}`)).statusCode).toBe(404);
});
