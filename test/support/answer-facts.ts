import type { AnswerFacts, StatusFact } from '../../src/answers/types.js';
import type { Offering, OpeningHours } from '../../src/directory/index.js';
import type { Leg } from '../../src/rerouting/index.js';

const morning = [{ open: '08:00', close: '12:00' }];
const HOURS: OpeningHours = {
  always: false,
  weekly: { mon: morning, tue: morning, wed: morning, thu: morning, fri: [{ open: '08:00', close: '11:00' }], sat: morning },
  closedOn: ['national', 'joint-leave'],
};
const words = (text: string) => ({ id: text, en: text });

export function offeringAt(officeId: string, name = `Kantor ${officeId}`): Offering {
  return {
    id: `${officeId}.pkb-tahunan`,
    serviceId: 'pkb-tahunan',
    channel: { id: `${officeId}-counter`, kind: 'counter', name: `Loket ${name}` },
    office: {
      id: officeId,
      agencyId: 'bapenda-jatim',
      name,
      address: 'Jalan Contoh 1',
      regionCode: '35.06.25',
      lat: -7.81,
      lng: 112.05,
      coordinateIs: 'kecamatan-centroid',
      zone: 'Asia/Jakarta',
      phone: '(0354) 000-0001',
      parts: [],
      accessibility: {},
      confirmedOpen: true,
      isSample: false,
      sampleFields: ['phone'],
    },
    capacityPerDay: 100,
    capacityConfirmed: false,
    hours: HOURS,
    requirements: [{ code: 'ktp', text: 'KTP asli', texts: words('KTP asli'), isSample: false }],
    needsParts: [],
    eligibility: [],
    visits: [],
    catchment: ['35.06.03'],
    isSample: false,
    sampleFields: [],
  };
}

export function onlineOffering(name = 'Aplikasi SIGNAL'): Offering {
  const { office: _, ...offering } = offeringAt('signal');
  return {
    ...offering,
    channel: { id: 'signal', kind: 'online', name, url: 'https://contoh.invalid/signal' },
    hours: { always: true, weekly: {}, closedOn: [] },
    eligibility: [
      { code: 'annual-only', text: 'hanya tahunan', texts: words('hanya tahunan'), source: 'contoh', certainty: 'K' },
    ],
  };
}

export function shutStatus(change: Partial<StatusFact> = {}): StatusFact {
  return {
    status: 'suspended',
    since: '2025-08-30T14:30:00.000Z',
    confirmedAt: '2025-08-30T15:00:00.000Z',
    incidentId: 'i1',
    recordedAt: '2025-08-30T14:40:00.000Z',
    correction: false,
    ...change,
  };
}

export function hostLeg(officeId: string, change: Partial<Leg> = {}): Leg {
  return {
    serviceId: 'pkb-tahunan',
    regionCode: '35.06.03',
    rank: 1,
    offeringId: `${officeId}.pkb-tahunan`,
    officeId,
    kind: 'counter',
    km: 10,
    share: 1,
    disclosure: 'named',
    overCapacity: false,
    assumed: false,
    reason: { key: 'reason.nearest', params: { km: 10 } },
    ...change,
  };
}

export function rerouteOf(legs: Leg[]): NonNullable<AnswerFacts['reroute']> {
  return {
    rerouteId: 'r1',
    incidentId: 'i1',
    serviceId: 'pkb-tahunan',
    regionCode: '35.06.03',
    publishedAt: '2025-08-31T03:00:00.000Z',
    legs,
  };
}

export function factsOf(change: Partial<AnswerFacts> = {}): AnswerFacts {
  return {
    service: {
      id: 'pkb-tahunan',
      name: 'Pajak kendaraan tahunan',
      names: words('Pajak kendaraan tahunan'),
      needsInspection: false,
    },
    region: {
      code: '35.06.03',
      name: 'Kras',
      label: 'Kras, Kabupaten Kediri, Jawa Timur',
      zone: 'Asia/Jakarta',
      lat: -7.96,
      lng: 111.98,
    },
    usual: offeringAt('samsat-katang'),
    usualStatus: shutStatus({ status: 'normal', incidentId: undefined }),
    offerings: [{ offering: onlineOffering(), status: 'normal' }],
    lateness: [],
    smsCode: 'KABKEDIRI',
    holidays: {},
    ...change,
  };
}
