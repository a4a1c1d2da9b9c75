#!/usr/bin/env node
// Writes data/directory/east-java.json: one made-up Samsat in each kabupaten and kota of East Java but Kediri, whose offices are
// sourced. What citizens bring, pay and when counters open is taken from data/directory/kediri.json and marked as a sample here.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './lib.mjs';

/** The kecamatan in which the centre of government stands; general knowledge, so certainty K. */
const SEATS = {
  35.01: 'Pacitan',
  35.02: 'Ponorogo',
  35.03: 'Trenggalek',
  35.04: 'Tulungagung',
  35.05: 'Kanigoro',
  35.07: 'Kepanjen',
  35.08: 'Lumajang',
  35.09: 'Kaliwates',
  '35.10': 'Banyuwangi',
  35.11: 'Bondowoso',
  35.12: 'Situbondo',
  35.13: 'Kraksaan',
  35.14: 'Bangil',
  35.15: 'Sidoarjo',
  35.16: 'Mojosari',
  35.17: 'Jombang',
  35.18: 'Nganjuk',
  35.19: 'Mejayan',
  '35.20': 'Magetan',
  35.21: 'Ngawi',
  35.22: 'Bojonegoro',
  35.23: 'Tuban',
  35.24: 'Lamongan',
  35.25: 'Gresik',
  35.26: 'Bangkalan',
  35.27: 'Sampang',
  35.28: 'Pamekasan',
  35.29: 'Kota Sumenep',
  35.72: 'Kepanjenkidul',
  35.73: 'Klojen',
  35.74: 'Mayangan',
  35.75: 'Purworejo',
  35.76: 'Magersari',
  35.77: 'Kartoharjo',
  35.78: 'Genteng',
  35.79: 'Batu',
};
/** Kediri's two Samsat take 460 people a day for 1.69 million inhabitants; both figures of capacity are samples. */
const A_DAY_PER_INHABITANT = 0.00027;
const SHARES = { 'pkb-tahunan': 1, 'pkb-lima-tahunan': 0.33, bbnkb: 0.16 };
const PARTS = ['counters', 'inspection-lane', 'plate-printer', 'server-room'];

const shipped = (...name) => readFileSync(path.join(ROOT, 'data', ...name), 'utf8');
const regions = shipped('regions', 'regions.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([code, name, level, , , population]) => ({ code, name, level, population: Number(population) }));
const kediri = JSON.parse(shipped('directory', 'kediri.json'));
const note = {
  id: 'Kantor rekaan untuk peragaan: satu Samsat di kecamatan pusat pemerintahan.',
  en: 'Made up for the demonstration: one Samsat in the kecamatan of the seat of government.',
};

const places = Object.entries(SEATS).map(([code, seat], index) => {
  const region = regions.find((one) => one.code === code);
  const kecamatan = regions.find((one) => one.level === 'kecamatan' && one.code.startsWith(`${code}.`) && one.name === seat);
  if (!region || !kecamatan) throw new Error(`${code}: there is no kecamatan ${seat}`);
  const id = region.name.toLowerCase().replace('kabupaten', 'kab').replaceAll(' ', '-');
  return {
    ...region,
    id,
    short: region.name.replace('Kabupaten', 'Kab.'),
    kecamatan,
    phone: `(031) 000-${String(index + 101).padStart(4, '0')}`,
  };
});

const offices = places.map(({ id, short, name, kecamatan, phone }) => ({
  id: `samsat-${id}`,
  agencyId: 'bapenda-jatim',
  name: `Samsat ${short} (contoh)`,
  address: `Kec. ${kecamatan.name}, ${short}`,
  regionCode: kecamatan.code,
  coordinateIs: 'kecamatan-centroid',
  phone,
  contact: { role: `Kepala KB Samsat ${name}`, email: `samsat-${id}@contoh.invalid`, phone },
  parts: PARTS,
  confirmedOpen: true,
  isSample: true,
  note,
  aliases: [...new Set([`samsat ${name}`, `samsat ${name.replace(/^(Kabupaten|Kota) /, '')}`, `samsat ${kecamatan.name}`])].map(
    (text) => text.toLowerCase(),
  ),
}));

const model = (serviceId) => kediri.offerings.find(({ id }) => id === `samsat-pare.${serviceId}`);
const offerings = places.flatMap(({ id, code, population }) =>
  Object.entries(SHARES).map(([serviceId, share]) => {
    const { requirements, needsParts, fee } = model(serviceId);
    return {
      id: `samsat-${id}.${serviceId}`,
      serviceId,
      channelId: `samsat-${id}-counter`,
      capacityPerDay: Math.max(10, Math.round((population * A_DAY_PER_INHABITANT * share) / 10) * 10),
      hours: 'samsat',
      requirements,
      needsParts,
      ...(fee ? { fee } : {}),
      catchment: [code],
      isSample: true,
      sampleFields: ['capacityPerDay', 'needsParts', 'hours', 'catchment', 'requirements'],
    };
  }),
);

const used = (shelf, keys) => Object.fromEntries(Object.entries(shelf).filter(([key]) => keys.has(key)));
const fees = used(kediri.fees, new Set(offerings.flatMap(({ fee }) => fee ?? [])));
const requirements = used(kediri.requirements, new Set(offerings.flatMap((offering) => offering.requirements)));
const sources = used(
  kediri.sources,
  new Set([...Object.values(fees), ...Object.values(requirements)].flatMap(({ source }) => source ?? [])),
);

const dataset = {
  id: 'east-java',
  about:
    'East Java besides Kediri, so that a demonstration is whole: one made-up Samsat in each kabupaten and kota. Written by scripts/east-java.mjs. Telephone numbers with 000 and addresses at contoh.invalid lead nowhere.',
  sources,
  requirements,
  eligibility: {},
  fees,
  hours: { samsat: kediri.hours.samsat },
  parts: kediri.parts,
  agencies: places.map(({ id, code, name }) => ({
    id: `pemda-${id}`,
    names: {
      id: `Pemerintah ${name}`,
      en: name.startsWith('Kota') ? `${name.slice(5)} City Government` : `${name.slice(10)} Regency Government`,
    },
    regionCode: code,
    isSample: true,
  })),
  services: [],
  offices,
  channels: offices.map(({ id, name }) => ({ id: `${id}-counter`, kind: 'counter', name: `Loket ${name}`, officeId: id })),
  offerings,
};
writeFileSync(path.join(ROOT, 'data', 'directory', 'east-java.json'), `${JSON.stringify(dataset, null, 1)}\n`);
console.log(`${offices.length} offices, ${offerings.length} offerings`);
