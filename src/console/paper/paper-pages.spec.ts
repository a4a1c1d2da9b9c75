import { Module } from '@nestjs/common';
import { BrowserJar } from '../../../test/support/browser-jar.js';
import { openWebApp, type WebApp } from '../../../test/support/web-app.js';
import { BackupModule, RegisterPaper } from '../../backup/index.js';
import { DirectoryModule } from '../../directory/index.js';
import { IncidentsModule } from '../../incidents/index.js';
import { Actor, CreateAccount, IssueSignInLink, ROLES } from '../../people/index.js';
import { PEOPLE_PAGES } from '../people-pages.js';
import { PaperController, PaperPages } from './index.js';

const terminal = Actor.terminal(ROLES);

@Module({
  imports: [BackupModule, DirectoryModule, IncidentsModule],
  controllers: [PaperController],
  providers: [PaperPages],
})
class PagesOfPaper {}

let web: WebApp;
let jar: BrowserJar;

beforeAll(async () => {
  web = await openWebApp(PEOPLE_PAGES, {}, [PagesOfPaper]);
  const email = 'petugas@contoh.invalid';
  await web.app.get(CreateAccount).run(terminal, { name: 'Petugas', email, roles: ['recovery-officer'] });
  const { url } = await web.app.get(IssueSignInLink).run(terminal, { email });
  jar = new BrowserJar(web.app);
  await jar.post(new URL(url).pathname, { password: 'empat kata yang baru', repeated: 'empat kata yang baru' });
  for (const day of ['2024-03-04', '2024-03-05'])
    await web.app.get(RegisterPaper).run(Actor.terminal(['recovery-officer']), {
      officeId: 'samsat-katang',
      serviceId: 'pkb-tahunan',
      day,
      forms: 6,
      liesAt: 'Lemari 2',
    });
}, 60_000);
afterAll(() => web.close());

it('leads from an office to the days on which its bundles are', async () => {
  const { body } = await jar.get('/dasbor/kertas');
  expect(body).toContain('0 dari 12 formulir sudah dimasukkan');
  const [, href] = /<a href="(\/dasbor\/kertas\/samsat-katang[^"]*)"/.exec(body) ?? [];
  expect((await jar.get(href!.replaceAll('&amp;', '&'))).body).toContain('0 dari 12 formulir sudah dimasukkan');
});

it('opens an office that is chosen by itself on the days of its bundles too', async () => {
  const { headers } = await jar.get('/dasbor/kertas?kantor=samsat-katang');
  expect((await jar.get(String(headers.location))).body).toContain('0 dari 12 formulir sudah dimasukkan');
});
