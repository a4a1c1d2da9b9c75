/** The story's fixed facts, from data/scenario/kediri_2025_facts.json; what is made up for the demonstration says so. */
export const KATANG = 'samsat-katang';
export const SOURCE = 'samsat-katang-db';
export const SCANS = 'samsat-katang-scans';
export const OWN = 'sinambung-db';
export const KRAS = '35.06.03';
export const ANNUAL_TAX = 'pkb-tahunan';
export const KRAS_PAGE = `/layanan/${ANNUAL_TAX}/${KRAS}`;

export const FIRE = '2025-08-30T21:30:00+07:00';
export const MOVED_TO_PARE = '2025-09-12';

/** The twelve days without service, and the day on which everything had moved. */
export const DISPENSATION = {
  dueFrom: '2025-08-30',
  dueTo: '2025-09-12',
  payBy: '2025-09-30',
  legalBasis: 'CONTOH untuk demonstrasi: keputusan kepala daerah tentang pembebasan sanksi selama kantor tidak melayani',
  issuer: 'Gubernur Jawa Timur (contoh)',
  number: 'CONTOH/188/2025',
};

export const SENDER = '+62 000 0000 0101';
