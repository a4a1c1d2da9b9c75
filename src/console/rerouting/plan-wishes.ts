import type { PlanOptions } from '../../rerouting/index.js';

type Sent = Record<string, unknown>;

/** What stands between two values of one choice. */
const BETWEEN = '|';
export const choiceOf = (...values: string[]) => values.join(BETWEEN);

/** The options of a plan with what one form of the page adds to them or takes out; what is wrong with it is refused by the verb. */
export function withWish(options: PlanOptions, sent: Sent): object {
  const text = (name: string) => String(sent[name] ?? '');
  const number = (name: string) => text(name).replace(',', '.');
  const [serviceId, offeringId] = text('tempat').split(BETWEEN);
  switch (text('ubah')) {
    case 'sematkan': {
      const pin = { serviceId, regionCode: text('wilayah'), offeringId };
      const others = options.pins.filter((other) => other.serviceId !== serviceId || other.regionCode !== pin.regionCode);
      return { ...options, pins: [...others, pin] };
    }
    case 'jangan-pakai': {
      const others = options.bans.filter(({ officeId }) => officeId !== text('kantor'));
      return { ...options, bans: [...others, { officeId: text('kantor') }] };
    }
    case 'tambah-jam': {
      const others = options.extensions.filter((other) => other.offeringId !== offeringId);
      return { ...options, extensions: [...others, { offeringId, hours: number('jam') }] };
    }
    case 'kunjungan': {
      const when = { begins: `${text('tanggal')}T${text('mulai')}`, ends: text('sampai'), quota: text('kuota') };
      const visit = { offeringId, regionCode: text('wilayah'), place: text('lokasi'), ...when };
      return { ...options, visits: [...options.visits, visit] };
    }
    case 'daerah-bahaya':
      return { ...options, hazard: { km: number('km'), source: text('sumber') } };
    default:
      return without(options, text('hapus'));
  }
}

/** `pins.0`: the first pin; `hazard`: the one hazard area. */
function without(options: PlanOptions, which: string): object {
  const [list, index] = which.split('.');
  const left = Object.entries(options).map(([name, wishes]) => {
    if (name !== list) return [name, wishes];
    return [name, Array.isArray(wishes) ? wishes.filter((_, at) => String(at) !== index) : undefined];
  });
  return Object.fromEntries(left);
}
