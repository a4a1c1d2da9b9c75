import { Module } from '@nestjs/common';
import { BrowserJar } from '../../../test/support/browser-jar.js';
import { openWebApp, type WebApp } from '../../../test/support/web-app.js';
import { BackupApi } from '../../api/backup.controller.js';
import { EscrowApi } from '../../api/escrow.controller.js';
import { RetentionApi } from '../../api/retention.controller.js';
import { VaultsApi } from '../../api/vaults.controller.js';
import { BackupModule } from '../../backup/index.js';
import { DirectoryModule } from '../../directory/index.js';
import { IncidentsModule, RaiseAlarm } from '../../incidents/index.js';
import {
  Actor,
  CreateAccount,
  IssueSignInLink,
  IssueToken,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
} from '../../people/index.js';
import { newId } from '../../platform/index.js';
import { HomeModule } from '../home/home.module.js';
import { PEOPLE_PAGES } from '../people-pages.js';
import { RECOVERY_DESK, RECOVERY_PAGES } from './index.js';

@Module({
  imports: [BackupModule, DirectoryModule, HomeModule, IncidentsModule],
  controllers: [...RECOVERY_DESK, BackupApi, RetentionApi, VaultsApi, EscrowApi],
  providers: RECOVERY_PAGES,
})
class Recovery {}

const terminal = Actor.terminal(ROLES);
const [PAGE, API] = ['/dasbor/pemulihan', '/api/v1'];
const SOURCE = 'samsat-katang-db';
/** Each thing by its page and its address in the API, as far as there are such. */
const READ: Partial<Record<Permission, string[]>> = {
  'backup:read': [
    PAGE,
    `${PAGE}/layanan`,
    `${PAGE}/${SOURCE}`,
    `${PAGE}/${SOURCE}/retensi`,
    `${PAGE}/${SOURCE}/titik/${newId()}`,
    `${PAGE}/${SOURCE}/hasil/${newId()}`,
    `${PAGE}/rangkaian/${newId()}`,
    '/dasbor/brankas',
    '/dasbor/brankas/lokal',
    '/dasbor/kunci-titipan',
    `${API}/sources`,
    `${API}/sources/${SOURCE}`,
    `${API}/sources/${SOURCE}/setup`,
    `${API}/sources/${SOURCE}/points`,
    `${API}/sources/${SOURCE}/restores`,
    `${API}/sources/${SOURCE}/retention`,
    `${API}/points/${newId()}`,
    `${API}/restores/${newId()}`,
    `${API}/restores/${newId()}/ways-in`,
    `${API}/restores/series/${newId()}`,
    `${API}/protected-services`,
    `${API}/vaults`,
    `${API}/vaults/lokal`,
    `${API}/catalogue`,
    `${API}/escrow`,
    `${API}/shared-alarms`,
    `${API}/leftovers`,
  ],
  'backup:restore': [
    `${PAGE}/${SOURCE}/pulihkan`,
    `${PAGE}/${SOURCE}/kartu.pdf`,
    `${PAGE}/rangkaian?kantor=samsat-katang`,
    `${API}/sources/${SOURCE}/preview`,
    `${API}/sources/${SOURCE}/card`,
  ],
  'backup:hold': [`${PAGE}/${SOURCE}/retensi/tahan`],
  'backup:ask': [`${PAGE}/${SOURCE}/retensi/minta/ubah-kebijakan`],
};

describe('what stands on the recovery board', () => {
  let web: WebApp;
  beforeAll(async () => {
    web = await openWebApp(PEOPLE_PAGES, {}, [Recovery]);
  });
  afterAll(() => web.close());

  it.each(ROLES)('is read by page and by API alike, or by neither: %s', async (role: Role) => {
    const { token } = await web.app.get(IssueToken).run(terminal, { role });
    const headers = { authorization: `Bearer ${token}` };
    const jar = await signedIn(role);
    const ask = (url: string) => (url.startsWith(API) ? web.app.inject({ method: 'GET', url, headers }) : jar.get(url));
    for (const [permission, addresses] of Object.entries(READ)) {
      const holders: readonly string[] = PERMISSIONS[permission as Permission];
      const answers = await Promise.all(addresses.map(ask));
      const refused = addresses.filter((_, index) => answers[index]!.statusCode === 403);
      expect(refused).toEqual(holders.includes(role) ? [] : addresses);
    }
  });

  it('is not where an alarm leads those who may not read it', async () => {
    await web.app.get(RaiseAlarm).run(Actor.system('incidents'), { kind: 'keeping' });
    const home = async (role: Role) => (await (await signedIn(role)).get('/dasbor')).body.split(/<\/?main/)[1];
    const [officer, other] = [await home('recovery-officer'), await home('complaints-officer')];
    const words = 'Brankas';
    expect([officer, other]).toEqual([expect.stringContaining(words), expect.stringContaining(words)]);
    expect(officer).toContain('href="/dasbor/pemulihan"');
    expect(other).not.toContain('href="/dasbor/pemulihan"');
  });

  async function signedIn(role: Role): Promise<BrowserJar> {
    const email = `${newId()}@contoh.invalid`;
    await web.app.get(CreateAccount).run(terminal, { name: `Petugas ${role}`, email, roles: [role] });
    const { url } = await web.app.get(IssueSignInLink).run(terminal, { email });
    const jar = new BrowserJar(web.app);
    await jar.post(new URL(url).pathname, { password: 'empat kata yang baru', repeated: 'empat kata yang baru' });
    return jar;
  }

  it('names those who may read it', () => {
    expect(PERMISSIONS['backup:read']).not.toContain('complaints-officer');
  });
});
