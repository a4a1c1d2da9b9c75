import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { hostLeg, rerouteOf, shutStatus } from '../../../test/support/answer-facts.js';
import { cases } from '../../../test/support/cases.js';
import { type House, openHouse } from '../../../test/support/house.js';
import { composeAnswer } from '../../answers/compose-answer.js';
import { FactReader } from '../../answers/fact-reader.js';
import { MOST_WORDS } from '../../answers/formats/spoken-text.js';
import { spokenDay } from '../../answers/formats/spoken-time.js';
import { spokenWords } from '../../answers/formats/spoken-words.js';
import type { Answer } from '../../answers/index.js';
import {
  carries,
  type Fact,
  type FormatName,
  forwardText,
  hoursText,
  StaticPages,
  sentence,
  smsText,
  spokenText,
  structuredData,
  toGsm,
} from '../../answers/index.js';
import type { AnswerFacts } from '../../answers/types.js';
import { Catchments, type Offering, type Office } from '../../directory/index.js';
import { type Clock, Config, formatDate, formatDateTime, formatKm, type Instance, Texts, Views } from '../../platform/index.js';
import { Assets, Pages, Styles } from '../../web/index.js';
import { posterData } from '../poster/poster-data.js';
import { AnswerRenderer } from './answer-renderer.js';

const NOW = new Date('2025-09-03T09:00:00+07:00');
const URL = 'https://sinambung.invalid/layanan/x/y';
let house: House;
let facts: AnswerFacts[];
let texts: Texts;
let renderer: AnswerRenderer;
let everyName: string[];

let valid: ValidateFunction;

beforeAll(async () => {
  house = await openHouse();
  const schema = readFileSync(house.get(Config).shipped('test', 'schemas', 'schema-org-answer.json'), 'utf8');
  valid = new Ajv({ allErrors: true, strict: true }).compile(JSON.parse(schema));
  texts = house.get(Texts);
  renderer = await makeRenderer();
  const all = await house.get(FactReader).readAll(await house.get(Catchments).everyone(), NOW);
  const each = Math.ceil(all.length / cases(all.length));
  facts = all.filter((_, at) => at % each === 0);
  const offerings = facts.flatMap(({ usual, offerings }) => [
    ...(usual ? [usual] : []),
    ...offerings.map(({ offering }) => offering),
  ]);
  everyName = [...new Set(offerings.map(({ office, channel }) => office?.name ?? channel.name))];
});
afterAll(() => house.close());

/** Of production, so that no banner with a clock stands on the pages. */
async function makeRenderer(): Promise<AnswerRenderer> {
  const config = new Config({ SINAMBUNG_URL: 'https://sinambung.invalid' });
  const styles = new Styles(config);
  await styles.ready;
  const production = { kind: 'production' } as Instance;
  const clock = { now: () => NOW } as Clock;
  const pages = new Pages(new Views(config, texts), texts, styles, production, clock, new Assets(config));
  return new AnswerRenderer(pages, texts, config, new StaticPages(), { of: () => undefined } as never);
}

/** What a state makes of the facts of a pair; the pairs whose facts know no other place stay without one. */
type State = (facts: AnswerFacts) => AnswerFacts;

const others = ({ usual, service }: AnswerFacts): Offering[] => {
  const known = new Map(facts.flatMap(({ usual: place }) => (place ? [[place.id, place] as const] : [])));
  return [...known.values()].filter(({ id, serviceId }) => serviceId === service.id && id !== usual?.id).slice(0, 2);
};
const rerouted: State = (of) => {
  const hosts = others(of);
  const legs = hosts.map(({ id, office }, index) =>
    hostLeg(office!.id, { offeringId: id, rank: index + 1, km: 12.4 + index, startOn: '2025-09-05' }),
  );
  const gap = {
    reason: { key: 'gap.none', params: { region: of.region.name } },
    closesBy: { key: 'closes.new-plan', params: {} },
  };
  const named = hosts.map((offering) => ({ offering, status: 'normal' as const }));
  const reroute = {
    ...rerouteOf(legs),
    serviceId: of.service.id,
    regionCode: of.region.code,
    ...(legs.length ? {} : { gap: { ...gap, serviceId: of.service.id, regionCode: of.region.code } }),
  };
  return {
    ...of,
    usualStatus: shutStatus({ expectedEnd: '2025-09-20T03:00:00.000Z', cause: 'kebakaran' }),
    reroute,
    offerings: [...of.offerings, ...named],
  };
};
const words = (text: string) => ({ id: text, en: text });
const states: Record<string, State> = {
  normal: (of) => of,
  limited: (of) => ({ ...of, usualStatus: shutStatus({ status: 'limited' }), usual: of.usual && asInEmergency(of.usual) }),
  corrected: (of) => ({
    ...of,
    usualStatus: shutStatus({ status: 'normal', correction: true, recordedAt: '2025-09-02T05:00:00.000Z' }),
  }),
  reported: (of) => ({ ...of, usualStatus: shutStatus({ confirmedAt: undefined }) }),
  rerouted,
  'rerouted otherwise': (of) => {
    const moved = rerouted(of);
    return {
      ...moved,
      offerings: moved.offerings.map(({ offering, status }) => ({ offering: asInEmergency(offering), status })),
    };
  },
  'rerouted in part in silence': (of) => {
    const area = { regionCode: '35.71', name: 'Kota Kediri', phone: '(0354) 000-0009', startOn: '2025-09-06' };
    return { ...rerouted(of), reroute: rerouteOf([]), areas: [area], ask: { phone: '(0354) 000-0009' } };
  },
  'full today': (of) => {
    const moved = rerouted(of);
    const legs = moved.reroute!.legs.map(({ startOn: _, ...leg }) => ({ ...leg, fullOn: '2025-09-03' }));
    return { ...moved, reroute: { ...moved.reroute!, legs } };
  },
  'full today in part': (of) => {
    const moved = rerouted(of);
    const legs = moved.reroute!.legs.map(({ startOn: _, ...leg }, at) => (at === 0 ? { ...leg, fullOn: '2025-09-03' } : leg));
    return { ...moved, reroute: { ...moved.reroute!, legs } };
  },
  returning: (of) => {
    const moved = rerouted(of);
    return { ...moved, reroute: { ...moved.reroute!, returnsOn: '2025-09-10' } };
  },
  excused: (of) => {
    const moved = rerouted(of);
    const granted = {
      state: 'granted',
      number: '1/CONTOH/2025',
      dueFrom: '2025-08-30',
      dueTo: '2025-09-20',
      payBy: '2025-10-04',
    };
    return { ...moved, lateness: moved.lateness.map((part, at) => (at === 0 ? ({ ...part, ...granted } as never) : part)) };
  },
  visited: (of) => ({ ...rerouted(of), offerings: [...of.offerings, { offering: visiting(of), status: 'normal' }] }),
};

function asInEmergency(offering: Offering): Offering {
  const adds = [{ code: 'surat', text: 'Surat keterangan desa', texts: words('Surat keterangan desa'), isSample: true }];
  return { ...offering, emergency: { adds, drops: [], limits: [words('Hanya kendaraan roda dua')], capacityPerDay: 77 } };
}

function visiting({ usual, region }: AnswerFacts): Offering {
  const { office: _, ...offering } = usual!;
  const visit = {
    id: 'v1',
    offeringId: 'keliling',
    place: 'Balai Desa Contoh',
    regionCode: region.code,
    lat: region.lat,
    lng: region.lng + 0.02,
    coordinateIs: 'region-centroid' as const,
  };
  const when = { begins: '2025-09-04T08:00', ends: '12:00', except: [], closedOn: [], serves: [region.code], isSample: true };
  return {
    ...offering,
    id: 'keliling',
    channel: { id: 'keliling', kind: 'outreach', name: 'Unit Keliling Contoh' },
    visits: [{ ...visit, ...when }],
  };
}

/** What the record says for a fact, as each format writes it; nothing where the record does not hold it. */
type Says = {
  name?: string[];
  instant?: string[];
  date?: string[];
  km?: number[];
  hours?: Answer['goTo'][number]['hours'][];
  words?: string[];
  /** How many places are said to be full. */
  full?: number;
};

const says: Record<Fact, (answer: Answer) => Says> = {
  'closed-office': ({ doNotGo }) => ({ name: one(doNotGo?.office.name) }),
  'closed-since': ({ doNotGo }) => ({ instant: one(doNotGo?.since) }),
  'report-state': ({ doNotGo }) => ({ words: doNotGo?.state === 'reported' ? ['menunggu konfirmasi'] : [] }),
  'expected-end': ({ doNotGo }) => ({ instant: one(doNotGo?.expectedEnd) }),
  correction: ({ corrected, doNotGo }) => ({ name: doNotGo ? [] : one(corrected?.office) }),
  arranging: ({ state }) => ({ words: state === 'arranging' ? ['pengganti sedang'] : [] }),
  'first-place': ({ goTo }) => ({ name: one(goTo[0]?.name) }),
  'first-distance': ({ goTo }) => ({ km: one(goTo[0]?.km) }),
  'first-start': ({ goTo }) => ({ date: one(goTo[0]?.startOn) }),
  'first-hours': ({ goTo }) => ({ hours: one(goTo[0]?.hours) }),
  'first-full-today': ({ goTo }) => ({ full: goTo[0]?.fullToday ? 1 : 0 }),
  'every-place': ({ goTo }) => ({ name: goTo.map(({ name }) => name) }),
  distance: ({ goTo }) => ({ km: goTo.flatMap(({ km }) => km ?? []) }),
  'starts-on': ({ goTo }) => ({ date: goTo.flatMap(({ startOn }) => startOn ?? []) }),
  hours: ({ goTo }) => ({ hours: goTo.map(({ hours }) => hours) }),
  'full-today': ({ goTo }) => ({ full: goTo.filter(({ fullToday }) => fullToday).length }),
  'returns-on': ({ returnsOn }) => ({ date: one(returnsOn) }),
  bring: ({ goTo }) => ({ words: goTo.flatMap(({ requirements }) => requirements.map(({ text }) => text)) }),
  differences: ({ goTo }) => ({
    words: goTo.flatMap(({ differences }) =>
      differences.map((each) =>
        'requirement' in each
          ? each.requirement.text
          : each.kind === 'limit'
            ? each.texts.id
            : each.kind === 'capacity'
              ? String(each.perDay)
              : '',
      ),
    ),
  }),
  areas: ({ areas, ask }) => ({ name: areas.map(({ name }) => name), words: one(ask?.phone) }),
  visits: ({ visits }) => ({
    words: visits.flatMap(({ place, name }) => [place, name]),
    km: visits.flatMap(({ km }) => km ?? []),
  }),
  proxy: ({ proxy }) => ({ words: one(proxy?.letter.id) }),
  online: ({ online }) => ({ name: online.map(({ name }) => name) }),
  conditions: ({ online }) => ({ words: online.flatMap(({ eligibility }) => eligibility.map(({ text }) => text)) }),
  lateness: ({ lateness }) => ({
    words: lateness.flatMap(({ number }) => number ?? []),
    date: lateness.flatMap(({ payBy }) => payBy ?? []),
  }),
  gap: ({ gap }) => ({ words: gap ? [sentence(gap.reason, texts, 'id')] : [] }),
  'last-confirmed': ({ lastConfirmed, doNotGo }) => ({ instant: doNotGo ? one(lastConfirmed) : [] }),
};
const one = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

const FULL = /hari ini (?:tempat itu sudah )?penuh/gi;

interface Style {
  text: (answer: Answer) => string;
  name?: (name: string) => string;
  instant?: (at: string, zone: string) => string;
  date?: (date: string) => string;
  /** How it says that a place is full, where it is not in the words of the others. */
  full?: RegExp;
  hours?: (hours: Answer['goTo'][number]['hours']) => string;
}
const paper = { instant: (at: string, zone: string) => formatDateTime(at, 'id', zone), date: (date: string) => formatDate(date) };
const written = { ...paper, hours: (hours: Answer['goTo'][number]['hours']) => hoursText(hours, 'id', texts) };
const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions = {}): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options });
  formats.set(key, format);
  return format;
}
const civil = (at: string, zone: string) => formatOf('sv-SE', zone).format(new Date(at));
const styles: Record<Exclude<FormatName, 'json'>, Style> = {
  page: { text: (answer) => readable(pageOf(answer)), ...written, full: /tidak sanggup menerima lagi hari ini/g },
  sms: {
    text: (answer) => smsText(answer, 'id', texts),
    // A long name is cut, and ends in a full stop.
    name: (name) => toGsm(name).slice(0, 11).trim(),
    instant: (at, zone) => formatOf('id-ID', zone, { day: 'numeric', month: 'numeric' }).format(new Date(at)),
  },
  forward: { text: (answer) => forwardText(answer, 'id', texts, URL), ...written },
  spoken: { text: (answer) => spokenText(answer, 'id', texts), date: (date) => spokenDay(date, 'id') },
  poster: { text: (answer) => readable(JSON.stringify(poster(answer))), ...written },
  structured: {
    text: (answer) => JSON.stringify(structuredData(answer, URL)),
    instant: civil,
    date: (date) => date,
    hours: ({ weekly }) => `"opens":"${Object.values(weekly).flat()[0]?.open ?? ''}`,
  },
};

const pages = new Map<Answer, string>();
function pageOf(answer: Answer): string {
  const page = pages.get(answer) ?? renderer.html(answer, 'id');
  pages.set(answer, page);
  return page;
}

function poster(answer: Answer): object {
  const { doNotGo } = answer;
  const office = { id: doNotGo!.office.id, name: doNotGo!.office.name, zone: answer.region.zone } as Office;
  const offering = {
    status: 'suspended',
    since: new Date(doNotGo!.since),
    confirmedAt: doNotGo!.state === 'confirmed' ? NOW : undefined,
    expectedEnd: doNotGo!.expectedEnd && new Date(doNotGo!.expectedEnd),
  };
  const status = {
    officeId: office.id,
    status: 'suspended',
    since: offering.since,
    confirmed: doNotGo!.state === 'confirmed',
    stale: false,
    offerings: [offering],
  } as never;
  const hours = (place: Answer['goTo'][number]) => hoursText(place.hours, 'id', texts);
  const t = (key: string, params = {}) => texts.t('id', key.includes(':') ? key : `poster:${key}`, params);
  const rows = [{ region: answer.region.name, answers: [answer] }];
  return posterData({
    office,
    status,
    rows,
    services: [answer.service],
    kind: 'production',
    paper: 'a4',
    now: NOW,
    address: URL,
    qr: '',
    hours,
    t,
  });
}

function readable(html: string): string {
  return html
    .replace(/<style>.*?<\/style>|<script.*?<\/script>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(
      /&(amp|lt|gt|quot|#x27|#39|#x3D|nbsp);/g,
      (_, name) =>
        ({ amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'", '#x3D': '=', nbsp: ' ' })[name as string] ?? '',
    )
    .replace(/\s+/g, ' ');
}

const flat = (text: string) => text.replace(/[\s\u00a0]+/g, ' ');

function missing(format: Exclude<FormatName, 'json'>, answer: Answer, text: string): string[] {
  const style = styles[format];
  const { zone } = answer.region;
  const expected = carries[format].flatMap((fact) => {
    const { name = [], instant = [], date = [], km = [], hours = [], words: said = [], full = 0 } = says[fact](answer);
    return [
      ...name.map(style.name ?? ((each) => each)),
      ...instant.map((at) => style.instant?.(at, zone) ?? ''),
      ...date.map((each) => style.date?.(each) ?? ''),
      ...km.map((each) => formatKm(each)),
      ...hours.map((each) => style.hours?.(each) ?? ''),
      ...said,
      ...(full > (text.match(style.full ?? FULL)?.length ?? 0) ? [`penuh, ${full} kali`] : []),
    ].map((piece) => ({ fact, piece: flat(piece) }));
  });
  return expected.filter(({ piece }) => !text.includes(piece)).map(({ fact, piece }) => `${fact}: ${piece}`);
}

interface Held {
  names: Set<string>;
  moments: Set<string>;
}
const holds = new Map<Answer, Held>();
/** What each format of a record may speak of; the record is searched once for all of them. */
function heldBy(answer: Answer): Held {
  const known = holds.get(answer);
  if (known) return known;
  const record = flat(JSON.stringify(answer));
  const { zone } = answer.region;
  const instants = record.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
  const dates = record.match(/"\d{4}-\d\d-\d\d"/g) ?? [];
  const held = {
    names: new Set(everyName.filter((name) => record.includes(name))),
    moments: new Set([
      ...instants.flatMap((at) => [formatDateTime(at, 'id', zone), formatDate(at, 'id', zone)]),
      ...dates.map((date) => formatDate(date.slice(1, -1))),
    ]),
  };
  holds.set(answer, held);
  return held;
}

/** Names of places that the record does not hold, moments that it does not know, and places that are not full. */
function invented(answer: Answer, text: string): string[] {
  const held = heldBy(answer);
  const names = everyName.filter((name) => text.includes(name) && !held.names.has(name));
  const moments =
    text.match(
      /\d{1,2} (?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember) \d{4}(?: \d\d\.\d\d WI[BT]A?)?/g,
    ) ?? [];
  const full = text.search(FULL) >= 0 && !answer.goTo.some(({ fullToday }) => fullToday) ? ['penuh'] : [];
  return [...names, ...moments.filter((moment) => !held.moments.has(moment)), ...full];
}

describe.each(Object.keys(states))('every pair of the directory, %s', (state) => {
  let answers: Answer[];
  beforeAll(() => {
    answers = facts.map((each) => composeAnswer(states[state]!(each), NOW));
  });

  it.each(Object.keys(carries).filter((format) => format !== 'json') as Exclude<FormatName, 'json'>[])(
    '%s carries what it declares, as the record has it, and makes nothing up',
    (format) => {
      for (const answer of answers) {
        if (format === 'poster' && !answer.doNotGo) continue;
        const at = `${answer.service.id} ${answer.region.code}`;
        const text = flat(styles[format].text(answer));
        expect({ at, missing: missing(format, answer, text), invented: invented(answer, text) }).toEqual({
          at,
          missing: [],
          invented: [],
        });
      }
    },
  );

  it('JSON is the record', () => {
    for (const answer of answers) expect(JSON.parse(renderer.render(answer, 'json', 'id'))).toEqual(answer);
  });

  it('the script is read in half a minute', () => {
    const counts = answers.flatMap((answer) =>
      (['id', 'en'] as const).map((locale) => spokenWords(spokenText(answer, locale, texts))),
    );
    expect(Math.max(...counts)).toBeLessThanOrEqual(MOST_WORDS);
  });

  it('the page holds schema.org data that keep to its definitions', () => {
    for (const answer of answers) {
      const [, data = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(pageOf(answer)) ?? [];
      const said = JSON.parse(data);
      expect({ ok: valid(said), errors: valid.errors }).toEqual({ ok: true, errors: null });
      const url = `https://sinambung.invalid/layanan/${answer.service.id}/${answer.region.code}`;
      expect(said).toEqual(structuredData(answer, url));
    }
  });
});

describe('words as they are said', () => {
  it.each([
    ['Datanglah ke MPP Kota Kediri', 5],
    ['tanggal 30 Agustus pukul 21.30', 10],
    ['pukul 8 sampai 12', 5],
    ['2025', 5],
    ['100 orang', 2],
    ['SK 1/CONTOH/2025', 8],
    ['', 0],
  ])('%s', (text, count) => expect(spokenWords(text)).toBe(count));
});
