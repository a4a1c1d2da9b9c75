import { type House, openHouse } from '../../test/support/house.js';
import { type KatangStory, publishKatang } from '../../test/support/katang.js';
import { Announcements } from '../announcements/index.js';
import { PlanReturn } from '../incidents/index.js';
import { Actor } from '../people/index.js';
import { LOCALES, Texts } from '../platform/index.js';
import { ReportHostDay, SetDisclosure } from '../rerouting/index.js';
import { Answers, forwardText, smsText } from './index.js';

const KRAS = ['pkb-lima-tahunan', '35.06.03'] as const;
const PARE = 'samsat-pare';

describe('what hosts say and how people return, on the answer', () => {
  let house: House;
  let story: KatangStory;
  beforeAll(async () => {
    house = await openHouse();
    house.clock.set('2025-08-31T20:00:00+07:00');
    story = await publishKatang(house, { startOn: '2025-09-01' });
    house.clock.set('2025-09-01T10:00:00+07:00');
  });
  afterAll(() => house.close());

  const answer = () => house.get(Answers).answer(...KRAS);
  const tap = (said: object) => house.get(ReportHostDay).run(Actor.public(), { token: story.hosts.get(PARE)!.token, ...said });

  it('a full host is marked at once in every format, until its day ends', async () => {
    await tap({ kind: 'turned-away', people: 3 });
    const full = await answer();
    expect(full.goTo[0]).toMatchObject({ name: 'Samsat Pare', fullToday: true });
    expect(smsText(full, 'id', house.get(Texts))).toMatch(/hari ini penuh/);
    expect(forwardText(full, 'id', house.get(Texts), 'http://contoh.invalid')).toMatch(/Hari ini penuh/);
    expect((await house.get(Answers).lasting([{ serviceId: KRAS[0], regionCode: KRAS[1] }]))[0]!.goTo[0]).not.toHaveProperty(
      'fullToday',
    );
    house.clock.set('2025-09-02T00:01:00+07:00');
    expect((await answer()).goTo[0]).not.toHaveProperty('fullToday');
  });

  it('a planned return is said before its day', async () => {
    const stages = [{ date: '2025-09-10', services: ['pkb-lima-tahunan'] }];
    await house.get(PlanReturn).run(house.as('coordinator'), { incidentId: story.incidentId, stages });
    const returning = await answer();
    expect(returning.returnsOn).toBe('2025-09-10');
    expect(forwardText(returning, 'id', house.get(Texts), 'http://contoh.invalid')).toMatch(
      /10 September 2025 kembali ke Samsat Katang/,
    );
  });

  it('a withheld host is in no answer and in nothing that is kept of it', async () => {
    const { id: requestId } = story.hosts.get(PARE)!;
    await house.get(SetDisclosure).run(house.as('coordinator'), { requestId, disclosure: 'withheld' });
    await house.settle();
    const quiet = await answer();
    expect(JSON.stringify(quiet)).not.toMatch(/samsat.pare/i);
    expect(quiet.ask).toBeDefined();
    const told = await house.get(Answers).told(...KRAS, house.clock.now());
    expect(JSON.stringify(told)).not.toMatch(/samsat.pare/i);
    for (const locale of LOCALES) {
      const said = [
        smsText(quiet, locale, house.get(Texts)),
        forwardText(quiet, locale, house.get(Texts), 'http://contoh.invalid'),
      ];
      expect(said.join(' ')).not.toMatch(/samsat pare/i);
    }
    const announced = (await house.get(Announcements).current()).find(({ incidentId }) => incidentId === story.incidentId);
    expect(announced?.messages.length).toBeGreaterThan(1);
    expect(JSON.stringify(announced?.messages.at(-1))).not.toMatch(/samsat.pare/i);
    expect(await house.get(Announcements).atom()).not.toMatch(/samsat pare/i);
    expect(await house.troubles()).toEqual([]);
  });
});
