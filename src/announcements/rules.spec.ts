import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import { anyCharacter } from '../../test/support/any-character.js';
import { Config, Texts } from '../platform/index.js';
import { atomXml } from './atom.js';
import { type CapContext, capXml, instant } from './cap.js';
import { compose } from './compose.js';
import { differs, ended, following, mayFollow, references } from './rules.js';
import type { AnnouncementMessage, Facts, MessageKind } from './types.js';
import { el, escapeXml, xmlDocument } from './xml.js';

const NOW = new Date('2025-08-30T22:00:00+07:00');
const XSD = readFileSync(path.join(__dirname, '../../test/schemas/CAP-v1.2.xsd'), 'utf8');
const texts = new Texts(new Config({}));

const FACTS: Facts = {
  office: { id: 'samsat-katang', name: 'Samsat Katang', address: 'Jl. Soekarno-Hatta No. 12, Ngasem', zone: 'Asia/Jakarta' },
  since: '2025-08-30T14:30:00.000Z',
  confirmed: true,
  rerouted: false,
  services: [{ id: 'pkb-tahunan', names: { id: 'Pajak kendaraan tahunan', en: 'Annual vehicle tax' }, instead: [] }],
  areas: [
    { code: '35.06.03', name: 'Kras' },
    { code: '35.06.25', name: 'Ngasem' },
  ],
  excused: [],
};
const message = (facts: Facts = FACTS, more: Partial<AnnouncementMessage> = {}): AnnouncementMessage => ({
  id: '0198f9a0-0000-7000-8000-000000000001',
  announcementId: '0198f9a0-0000-7000-8000-000000000000',
  number: 1,
  kind: 'alert',
  sender: 'sinambung@contoh.invalid',
  exercise: false,
  sentAt: NOW,
  facts,
  words: compose(facts, texts),
  ...more,
});
const context: CapContext = {
  before: [],
  web: 'https://contoh.invalid/pengumuman/1',
  senderName: { id: 'Sinambung', en: 'Sinambung' },
  event: { id: 'Layanan tidak tersedia', en: 'Service not available' },
  exerciseNote: 'latihan',
};
const validate = async (xml: string | string[], schema?: string) => {
  const files = [xml].flat().map((contents, at) => ({ fileName: `${at}.xml`, contents }));
  const result = await validateXML(schema ? { xml: files, schema } : { xml: files, normalization: 'format' });
  return result.errors.map(({ rawMessage }) => rawMessage);
};

describe('what may follow what', () => {
  it.each([
    [undefined, 'alert', true],
    ['alert', 'update', true],
    ['update', 'update', true],
    ['update', 'cancel', true],
    ['cancel', 'update', false],
    ['cancel', 'cancel', false],
    [undefined, 'cancel', false],
  ] as [MessageKind | undefined, MessageKind, boolean][])('%s, then %s: %s', (last, next, allowed) => {
    if (allowed) expect(() => mayFollow(last, next)).not.toThrow();
    else expect(() => mayFollow(last, next)).toThrow(expect.objectContaining({ code: 'announcements.already-cancelled' }));
  });

  it('says nothing where nothing is new, in whatever order the database keeps it', () => {
    const kept = Object.fromEntries(Object.entries(FACTS).reverse()) as unknown as Facts;
    expect(differs(kept, { ...FACTS, part: undefined })).toBe(false);
    expect(differs(kept, { ...FACTS, confirmed: false })).toBe(true);
  });

  it('ends what it tells of', () => {
    const announcement = { id: '1', incidentId: '2', state: 'current', publishedAt: NOW, updatedAt: NOW } as const;
    expect(following(announcement, 'cancel', NOW)).toMatchObject({ state: 'cancelled', cancelledAt: NOW });
    expect(following(announcement, 'update', NOW)).toMatchObject({ state: 'current', updatedAt: NOW });
    expect(ended(message(), 'reopened', NOW).ended).toEqual({ reason: 'reopened', at: NOW.toISOString() });
  });
});

describe('the words', () => {
  it('say what is known, and that what nobody confirmed is not confirmed', () => {
    const { id, en } = compose({ ...FACTS, confirmed: false }, texts);
    expect(id.title).toBe('Samsat Katang dilaporkan tutup, menunggu konfirmasi');
    expect(id.since).toBe('Dilaporkan sejak 30 Agustus 2025 21.30 WIB, belum dikonfirmasi. Belum diketahui sampai kapan.');
    expect(en.title).toBe('Samsat Katang is reported closed, not yet confirmed');
    expect(id.todo[0]).toContain('sedang diatur');
  });

  it.each([
    [false, true, 'bisa lewat SIGNAL'],
    [true, true, 'gunakan SIGNAL'],
    [true, false, 'belum ada tempat pengganti'],
  ])('say where to go (rerouted %s, somewhere %s)', (rerouted, somewhere, says) => {
    const instead = somewhere ? [{ kind: 'online' as const, name: 'SIGNAL' }] : [];
    const services = FACTS.services.map((service) => ({ ...service, instead }));
    expect(compose({ ...FACTS, rerouted, services }, texts).id.todo[0]).toContain(says);
  });

  it.each([
    [[], '0000', 'tetap dilayani di tempat yang tidak diumumkan. Tanyakan dulu lewat telepon 0000'],
    [[], undefined, 'tetap dilayani di tempat yang tidak diumumkan. Tanyakan dulu kepada petugas'],
    [['Samsat Pare'], '0000', 'gunakan Samsat Pare'],
    [['Samsat Pare'], '0000', 'Ada juga tempat yang tidak diumumkan. Tanyakan lewat telepon 0000'],
  ])('say whom to ask for a place that is not made known (named %j, phone %j)', (named, phone, says) => {
    const instead = named.map((name) => ({ kind: 'counter' as const, name }));
    const services = FACTS.services.map((service) => ({ ...service, instead, ask: { phone } }));
    const [line = ''] = compose({ ...FACTS, rerouted: true, services }, texts).id.todo;
    expect(line).toContain(says);
    expect(line).not.toContain('belum ada');
  });

  it('promise nothing that is not signed', () => {
    const granted = { part: 'pkb', number: '100.3.3.1/001', dueFrom: '2025-08-30', dueTo: '2025-09-12', payBy: '2025-09-30' };
    expect(compose(FACTS, texts).id.todo.join()).toContain('belum ada keputusan');
    const words = compose({ ...FACTS, excused: [granted] }, texts).id.todo.join();
    expect(words).toContain('SK no. 100.3.3.1/001');
    expect(words).toContain('30 September 2025');
    expect(words).not.toContain('belum ada keputusan');
  });

  it.each(['reopened', 'mistake', 'withdrawn'] as const)('tell the end of it: %s', (reason) => {
    const words = compose(ended(message(), reason, NOW), texts);
    for (const said of Object.values(words))
      expect([said.title, said.what, ...said.todo].every((line) => line.length > 5)).toBe(true);
  });
});

describe('CAP 1.2', () => {
  const kinds: Partial<AnnouncementMessage>[] = [
    { kind: 'alert' },
    { kind: 'update', exercise: true },
    { kind: 'cancel', reason: 'reopened', facts: ended(message(), 'reopened', NOW) },
    { kind: 'cancel', reason: 'mistake', facts: ended(message(), 'mistake', NOW) },
    {
      facts: {
        ...FACTS,
        areas: [],
        expectedEnd: '2025-09-12T00:00:00.000Z',
        part: { id: 'plate-printer', names: { id: 'Pencetak pelat', en: 'Plate printer' } },
      },
    },
  ];

  it('validates against the schema of OASIS', async () => {
    const all = kinds.map((kind) => capXml(message(kind.facts, kind), { ...context, before: [message()] }));
    expect(await validate(all, XSD)).toEqual([]);
  });

  it('would be caught with a time in Z', async () => {
    const wrong = capXml(message(), context).replace('2025-08-30T22:00:00+07:00', '2025-08-30T15:00:00Z');
    expect(await validate(wrong, XSD)).not.toEqual([]);
  });

  it('names each kecamatan, both languages, and what it refers to', () => {
    const xml = capXml(message(FACTS, { kind: 'update', number: 2 }), { ...context, before: [message()] });
    expect(xml).toContain('<geocode><valueName>KEMENDAGRI</valueName><value>35.06.03</value></geocode>');
    expect(xml).toContain('<language>id-ID</language>');
    expect(xml).toContain('<language>en</language>');
    expect(xml).toContain(`<references>sinambung@contoh.invalid,${message().id},2025-08-30T22:00:00+07:00</references>`);
    expect(references([], () => '')).toBeUndefined();
  });

  it.each([
    ['Asia/Jakarta', '2025-08-30T21:30:00+07:00'],
    ['Asia/Jayapura', '2025-08-30T23:30:00+09:00'],
  ])('tells the hour of %s', (zone, expected) => expect(instant('2025-08-30T14:30:00.000Z', zone)).toBe(expected));
});

describe('any text at all', () => {
  const any = fc.string({ unit: anyCharacter, maxLength: 200 });

  it('comes out as well-formed XML', async () => {
    const documents = fc.sample(any, 200).map((text) => xmlDocument(el('a', { b: text }, text)));
    expect(await validate(documents)).toEqual([]);
  });

  it('comes out as valid CAP and well-formed Atom', async () => {
    const facts = fc.sample(fc.record({ name: any, address: any, cause: any, area: any }), 60).map(
      ({ name, address, cause, area }): Facts => ({
        ...FACTS,
        office: { ...FACTS.office, name, address },
        cause,
        areas: [{ code: '35.06.03', name: area }],
      }),
    );
    const messages = facts.map((one) => message(one));
    expect(
      await validate(
        messages.map((one) => capXml(one, context)),
        XSD,
      ),
    ).toEqual([]);
    const announcements = messages.map((one) => ({
      id: one.announcementId,
      incidentId: '2',
      state: 'current' as const,
      publishedAt: NOW,
      updatedAt: NOW,
      messages: [one],
    }));
    expect(
      await validate(atomXml(announcements, { url: 'https://contoh.invalid', locale: 'id', title: 'x', author: 'y', now: NOW })),
    ).toEqual([]);
  });

  it('never opens or closes an element', () => {
    fc.assert(fc.property(any, (text) => expect(escapeXml(text)).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot|apos|#13);)/)));
  });
});
