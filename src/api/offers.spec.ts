import { Module } from '@nestjs/common';
import { openWebApp, type WebApp } from '../../test/support/web-app.js';
import { DirectoryModule } from '../directory/index.js';
import { CalendarApi } from './calendar.controller.js';
import { OffersApi } from './offers.controller.js';
import { OfferVerbs } from './offers.verbs.js';
import { VisitsApi } from './visits.controller.js';
import { VisitVerbs } from './visits.verbs.js';

@Module({ imports: [DirectoryModule], controllers: [CalendarApi, OffersApi, VisitsApi], providers: [OfferVerbs, VisitVerbs] })
class OffersApiModule {}

const KATANG = '/api/v1/offerings/samsat-katang.pkb-tahunan';
const SIGNAL = '/api/v1/offerings/signal.pkb-tahunan';

describe('what is offered, for anybody', () => {
  let web: WebApp;
  beforeAll(async () => {
    web = await openWebApp([], {}, [OffersApiModule]);
  });
  afterAll(() => web.close());
  const get = async (url: string) => {
    const answer = await web.app.inject({ method: 'GET', url });
    return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.body, json: () => answer.json() };
  };

  it('says whether it is open on 18 August 2025, as one knew then', async () => {
    const day = async (at: string) =>
      (await get(`${KATANG}/days?from=2025-08-18&to=2025-08-18&at=${encodeURIComponent(at)}`)).json();
    expect(await day('2025-07-30T12:00:00+07:00')).toEqual([{ date: '2025-08-18', spans: [{ open: '08:00', close: '12:00' }] }]);
    expect(await day('2025-08-02T12:00:00+07:00')).toEqual([
      {
        date: '2025-08-18',
        spans: [],
        reason: { id: 'Cuti Bersama Hari Kemerdekaan Republik Indonesia', en: 'Independence Day joint leave' },
      },
    ]);
    const { holidays } = (await get('/api/v1/calendar?from=2027-01-01&to=2027-01-02')).json();
    expect(holidays).toMatchObject([{ date: '2027-01-01', estimated: true }]);
    expect((await get('/api/v1/calendar/2025-08-18')).json()).toHaveLength(2);
  });

  it.each([
    ['annual=true&owner=private&publicTransport=false&blocked=false&daysLate=10', 'yes', 5],
    ['annual=true&owner=company', 'no', 1],
    ['', 'unknown', 5],
  ])('judges a case: %s is %s', async (asked, verdict, rules) => {
    const found = (await get(`${SIGNAL}/qualifies?${asked}`)).json();
    expect(found.verdict).toBe(verdict);
    expect(found.because).toHaveLength(rules);
    expect(found.because[0]).toMatchObject({ unconfirmed: false, source: expect.any(String), certainty: 'V2' });
  });

  it('publishes the standard, with what is missing', async () => {
    const { standard, score } = (await get('/api/v1/services/pkb-tahunan/standard')).json();
    expect(score).toMatchObject({ filled: 4, of: 14 });
    expect(Object.values(standard).every((entry) => (entry as { source?: string }).source)).toBe(true);
    expect((await get('/api/v1/services/bbnkb/standard')).json()).toMatchObject({ standard: {}, score: { filled: 0 } });
  });

  it('has an empty calendar where nobody comes', async () => {
    const { type, body } = await get('/api/v1/visits.ics?region=35.06.03');
    expect(type).toBe('text/calendar; charset=utf-8');
    expect(body).toContain('X-WR-CALNAME:Kunjungan unit keliling 35.06.03');
    expect((await get('/api/v1/visits?region=35.06.03')).json()).toEqual([]);
    expect((await get(`${KATANG}/differences`)).json()).toEqual([]);
  });

  it.each([
    [`${KATANG}/days?from=2025-08-18&to=2025-08-17`, 422],
    [`${KATANG}/days?from=2025-02-30&to=2025-03-01`, 422],
    [`${KATANG}/days?from=2025-01-01&to=2025-12-31`, 422],
    ['/api/v1/calendar/2025-02-30', 422],
    [`${SIGNAL}/qualifies?daysLate=-1`, 422],
    ['/api/v1/visits?from=2025-09-02&to=2025-09-01', 422],
    ['/api/v1/visits?region=99', 404],
    ['/api/v1/visits.ics?office=samsat-atlantis', 404],
    ['/api/v1/visits/none', 404],
    ['/api/v1/services/x/standard', 404],
  ])('refuses %s: %i', async (url, status) => expect((await get(url)).status).toBe(status));

  it('lets nobody change it who has not signed in', async () => {
    const post = (url: string) => web.app.inject({ method: 'POST', url, payload: {} });
    const urls = ['/visits', '/visits/v1/cancel', '/outreach', '/calendar/holidays', '/special-days', '/services/bbnkb/standard'];
    const answers = await Promise.all(urls.map((url) => post(`/api/v1${url}`)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(urls.map(() => 401));
  });
});
