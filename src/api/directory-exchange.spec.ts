import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { BrowserJar } from '../../test/support/browser-jar.js';
import { openWebApp, type WebApp } from '../../test/support/web-app.js';
import { DirectoryDeskController, DirectoryPages } from '../console/directory/index.js';
import { PEOPLE_PAGES } from '../console/people-pages.js';
import { DirectoryModule, SetStatus } from '../directory/index.js';
import { Actor, CreateAccount, IssueSignInLink, IssueToken, ROLES, type Role } from '../people/index.js';
import { DirectoryExchangeApi } from './directory-exchange.controller.js';
import { HsdsApi } from './hsds.controller.js';
import { MapsApi } from './maps.controller.js';

@Module({
  imports: [DirectoryModule],
  controllers: [DirectoryExchangeApi, HsdsApi, MapsApi, DirectoryDeskController, ...PEOPLE_PAGES],
  providers: [DirectoryPages],
})
class ExchangeModule {}

const GEOJSON = path.join(path.dirname(require.resolve('geojson-schema/package.json')), 'FeatureCollection.json');
const SCHEMAS = path.join(__dirname, '..', '..', 'test', 'schemas', 'hsds');
const terminal = Actor.terminal(ROLES);
const HSDS = '/api/hsds/3';
const PHONE = 'id,phone\nsamsat-pare,(0354) 000-0077\n';

describe('the directory over HTTP', () => {
  let web: WebApp;
  beforeAll(async () => {
    web = await openWebApp([], {}, [ExchangeModule]);
    await web.app.get(SetStatus, { strict: false }).run(terminal, {
      offeringIds: ['samsat-katang.pkb-tahunan', 'samsat-katang.bbnkb'],
      status: 'suspended',
      since: '2025-08-30T21:30:00+07:00',
      confirmed: false,
    });
  });
  afterAll(() => web.close());

  const get = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await web.app.inject({ method: 'GET', url, headers });
    return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.body, json: () => answer.json() };
  };
  const bearer = async (role: Role) => {
    const { token } = await web.app.get(IssueToken, { strict: false }).run(terminal, { role });
    return { authorization: `Bearer ${token}` };
  };

  describe('as HSDS 3', () => {
    const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
    for (const file of readdirSync(SCHEMAS)) ajv.addSchema(JSON.parse(readFileSync(path.join(SCHEMAS, file), 'utf8')), file);
    const faults = (schema: string, thing: unknown) => {
      const valid = ajv.getSchema(schema) as ValidateFunction;
      return valid(thing) ? [] : (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    };

    it.each([
      ['services', 'service.json', 3],
      ['services?full=true', 'service.json', 3],
      ['organizations', 'organization.json', 3],
      ['service_at_locations', 'service_at_location.json', 12],
      ['taxonomies', 'taxonomy.json', 3],
      ['taxonomy_terms', 'taxonomy_term.json', 9],
    ])('%s holds to %s, in its list and one by one', async (list, schema, total) => {
      const page = (await get(`${HSDS}/${list}`)).json();
      expect(page).toMatchObject({
        total_items: total,
        page_number: 1,
        first_page: true,
        last_page: true,
        empty: false,
        size: total,
      });
      for (const thing of page.contents) {
        expect(faults(schema, thing)).toEqual([]);
        const one = await get(`${HSDS}/${list.split('?')[0]}/${thing.id}`);
        expect(faults(schema, one.json())).toEqual([]);
      }
    });

    it('would see what is not HSDS', () => {
      expect(faults('service.json', { id: 'x', name: 1, status: 'open' })).toHaveLength(3);
    });

    it('says what holds now, and whether that is confirmed', async () => {
      const { contents } = (await get(`${HSDS}/services?full=true&search=balik%20nama`)).json();
      expect(contents).toHaveLength(1);
      expect(contents[0].alert).toBe('Loket Samsat Katang: suspended since 2025-08-30T14:30:00.000Z, not yet confirmed.');
      const katang = contents[0].service_at_locations.find(
        ({ location }: { location: { name: string } }) => location.name === 'Samsat Katang',
      );
      expect(katang.schedules).toHaveLength(6);
      expect(katang.attributes.map(({ value }: { value: string }) => value)).toContain('suspended');
      expect(JSON.stringify(contents)).not.toContain('Kepala KB');
    });

    it('goes page by page, and searches by organization and kind of channel', async () => {
      const first = (await get(`${HSDS}/service_at_locations?per_page=5&page=3`)).json();
      expect(first).toMatchObject({ total_items: 12, total_pages: 3, size: 2, last_page: true });
      const beyond = (await get(`${HSDS}/service_at_locations?per_page=5&page=9`)).json();
      expect(beyond).toMatchObject({ total_items: 12, empty: true, contents: [] });
      const terms = (await get(`${HSDS}/taxonomy_terms`)).json().contents;
      const online = terms.find(({ code }: { code: string }) => code === 'online').id;
      expect((await get(`${HSDS}/service_at_locations?taxonomy_term_id=${online}`)).json().total_items).toBe(2);
      expect((await get(`${HSDS}/services?taxonomy_term_id=${online}`)).json().total_items).toBe(1);
      const [organization] = (await get(`${HSDS}/organizations?search=kota`)).json().contents;
      expect((await get(`${HSDS}/services?organization_id=${organization.id}`)).json().total_items).toBe(0);
      expect((await get(`${HSDS}/services?minimal=true`)).json().contents[0]).toEqual({ id: expect.any(String) });
    });

    it.each([
      ['services/ac148810-d857-441c-9679-408f346de14b', 404],
      ['organizations/samsat', 404],
      ['taxonomies/x', 404],
      ['services?page=0', 422],
      ['services?format=ndjson', 422],
    ])('answers %s with %d', async (url, status) => expect((await get(`${HSDS}/${url}`)).status).toBe(status));

    it.each([
      ['services', 'modified_after=2025-01-01'],
      ['services', 'postcode=64171'],
      ['services', 'proximity=-7.8,112.0'],
      ['services', 'taxonomy_id=x'],
      ['service_at_locations', 'modified_after=2025-01-01T00:00:00Z'],
      ['service_at_locations', 'full=true'],
      ['organizations', 'taxonomy_term_id=ac148810-d857-441c-9679-408f346de14b'],
      ['taxonomies', 'search=x'],
      ['taxonomy_terms', 'taxonomy_id=x'],
    ])('refuses to leave out a filter in silence: %s?%s', async (list, filter) => {
      const { status, json } = await get(`${HSDS}/${list}?${filter}&bahasa=en`);
      const fields = [
        { field: filter.split('=')[0], message: expect.stringMatching(/^is not supported here; supported: page, /) },
      ];
      expect([status, json()]).toEqual([422, expect.objectContaining({ code: 'platform.bad-input', fields })]);
    });
  });

  describe('as GeoJSON', () => {
    const valid = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(GEOJSON, 'utf8')));

    it('gives offices with their status, and says which point is only a centroid', async () => {
      const { type, json } = await get('/api/v1/offices.geojson');
      expect(type).toBe('application/geo+json; charset=utf-8');
      const offices = json();
      expect({ ok: valid(offices), errors: valid.errors }).toEqual({ ok: true, errors: null });
      const [katang] = offices.features.filter(({ id }: { id: string }) => id === 'samsat-katang');
      expect(katang.geometry.coordinates).toEqual([112.06112, -7.81046].map(() => expect.any(Number)));
      expect(katang.properties).toMatchObject({
        status: 'limited',
        confirmed: false,
        coordinateIs: 'kecamatan-centroid',
        isSample: false,
      });
      expect(katang.properties).not.toHaveProperty('contact');
    });

    it.each([
      ['35', 38],
      ['35.06', 26],
    ])('gives the boundaries below %s', async (code, count) => {
      const below = (await get(`/api/v1/boundaries/${code}`)).json();
      expect({ ok: valid(below), errors: valid.errors }).toEqual({ ok: true, errors: null });
      expect(below.features).toHaveLength(count);
    });

    it('sends them small to a telephone that takes it', async () => {
      const { rawPayload, headers } = await web.app.inject({
        url: '/api/v1/boundaries/35',
        headers: { 'accept-encoding': 'gzip, br' },
      });
      expect(headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
      expect(rawPayload.length).toBeLessThan(32_000);
      expect(JSON.parse(brotliDecompressSync(rawPayload).toString()).features).toHaveLength(38);
    });

    it.each(['31', '35.06.03', '..', 'x'])('has no boundaries below %s', async (code) =>
      expect((await get(`/api/v1/boundaries/${code}`)).status).toBe(404),
    );
  });

  describe('in and out', () => {
    const form = (files: Record<string, string>) => {
      const parts = Object.entries(files).map(
        ([name, content]) =>
          `--line\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n`,
      );
      return { payload: `${parts.join('')}--line--\r\n`, headers: { 'content-type': 'multipart/form-data; boundary=line' } };
    };
    const post = async (url: string, sent: { payload?: string; headers?: Record<string, string> }, role: Role = 'admin') => {
      const answer = await web.app.inject({
        method: 'POST',
        url,
        payload: sent.payload,
        headers: { ...sent.headers, ...(await bearer(role)) },
      });
      return { status: answer.statusCode, json: () => answer.json() };
    };

    it('checks files sent as a form, applies them, and gives them back', async () => {
      const checked = (await post('/api/v1/directory/imports', form({ 'C:\\data\\offices.csv': PHONE }))).json();
      expect(checked).toMatchObject({
        files: ['offices.csv'],
        problems: 0,
        counts: { office: { changed: 1 } },
        changes: [{ fields: ['phone'] }],
      });
      expect((await post(`/api/v1/directory/imports/${checked.id}/apply`, {})).json()).toMatchObject({
        appliedBy: expect.any(String),
      });
      const { body, type } = await get('/api/v1/directory/export/offices.csv', await bearer('admin'));
      expect(type).toBe('text/csv; charset=utf-8');
      expect(body).toContain('(0354) 000-0077');
    });

    it('takes one file as text/csv, in a stream', async () => {
      const headers = { 'content-type': 'text/csv', 'x-file-name': 'offices.csv' };
      const checked = (await post('/api/v1/directory/imports', { payload: 'id,lat\nsamsat-pare,x\n', headers })).json();
      expect(checked).toMatchObject({
        problems: 1,
        found: [{ file: 'offices.csv', row: 2, column: 'lat', problem: 'not-a-number', value: 'x' }],
      });
    });

    it.each<[string, { payload?: string; headers?: Record<string, string> }, Role, number]>([
      ['who may not import', form({ 'offices.csv': PHONE }), 'coordinator', 403],
      ['a form without files', form({}), 'admin', 422],
      ['half a form', { ...form({ 'offices.csv': PHONE }), payload: '--line\r\nx' }, 'admin', 400],
      ['no form', { payload: '{}', headers: { 'content-type': 'application/json' } }, 'admin', 415],
    ])('refuses %s', async (_, sent, role, status) =>
      expect((await post('/api/v1/directory/imports', sent, role)).status).toBe(status),
    );

    it('takes more than a page of text, up to 32 MiB', async () => {
      const rows = Array.from({ length: 4000 }, (_, index) => `x-${index},phone,${'Kanal telepon '.repeat(20)}`).join('\n');
      const checked = await post('/api/v1/directory/imports', form({ 'channels.csv': `id,kind,name\n${rows}\n` }));
      expect(checked.json()).toMatchObject({ problems: 0, counts: { channel: { added: 4000 } } });
      const large = form({ 'channels.csv': 'x'.repeat(33 * 1024 * 1024) });
      expect((await post('/api/v1/directory/imports', large)).status).toBe(413);
    });

    it('does the same on pages, without script', async () => {
      const jar = new BrowserJar(web.app);
      const email = 'impor@contoh.invalid';
      await web.app.get(CreateAccount, { strict: false }).run(terminal, { name: 'Petugas Contoh', email, roles: ['admin'] });
      const { url } = await web.app.get(IssueSignInLink, { strict: false }).run(terminal, { email });
      await jar.post(new URL(url).pathname, { password: 'empat kata yang lama', repeated: 'empat kata yang lama' });
      const send = (files: Record<string, string>) => {
        const { payload, headers } = form(files);
        const own = { ...headers, host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000', cookie: jar.cookie };
        return web.app.inject({ method: 'POST', url: '/dasbor/direktori/periksa', payload, headers: own });
      };
      expect((await jar.get('/dasbor/direktori')).body).toContain('type="file"');
      expect((await send({})).statusCode).toBe(422);
      const bad = await send({ 'offices.csv': 'id,lat\nsamsat-pare,x\n' });
      expect(bad.statusCode).toBe(303);
      expect((await jar.get(String(bad.headers.location))).body).toContain('Bukan angka: x');
      const good = String((await send({ 'offices.csv': PHONE.replace('0077', '0078') })).headers.location);
      const page = (await jar.get(good)).body;
      expect(page).toMatch(/<del>\(0354\) 000-0077<\/del>[\s\S]*<ins>\(0354\) 000-0078<\/ins>/);
      expect((await jar.post(`${good}/terapkan`)).headers.location).toContain('done.applied');
      expect((await jar.post(`${good}/terapkan`)).statusCode).toBe(409);
      expect((await jar.get('/dasbor/direktori/berkas/offices.csv')).body).toContain('(0354) 000-0078');
    });
  });
});
