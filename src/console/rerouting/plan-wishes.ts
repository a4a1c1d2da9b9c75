import type { PlanOptions } from '../../rerouting/index.js';

type Sent = Record<string, unknown>;

/** What stands between two values of one choice. */
const BETWEEN = '|';
export const choiceOf = (...values: string[]) => values.join(BETWEEN);

/** The options of a plan with what one form of the page adds to them or takes out; what is wrong with it is refused by the verb. */
export function withWish({ pins, bans, extensions, visits }: PlanOptions, sent: Sent): object {
  const text = (name: string) => String(sent[name] ?? '');
  const [serviceId, offeringId] = text('tempat').split(BETWEEN);
  switch (text('ubah')) {
    case 'sematkan': {
      const pin = { serviceId, regionCode: text('wilayah'), offeringId };
      const others = pins.filter((other) => other.serviceId !== serviceId || other.regionCode !== pin.regionCode);
      return { pins: [...others, pin], bans, extensions, visits };
    }
    case 'jangan-pakai': {
      const others = bans.filter(({ officeId }) => officeId !== text('kantor'));
      return { pins, bans: [...others, { officeId: text('kantor') }], extensions, visits };
    }
    case 'tambah-jam': {
      const others = extensions.filter((other) => other.offeringId !== offeringId);
      return { pins, bans, extensions: [...others, { offeringId, hours: text('jam').replace(',', '.') }], visits };
    }
    case 'kunjungan': {
      const when = { begins: `${text('tanggal')}T${text('mulai')}`, ends: text('sampai'), quota: text('kuota') };
      return {
        pins,
        bans,
        extensions,
        visits: [...visits, { offeringId, regionCode: text('wilayah'), place: text('lokasi'), ...when }],
      };
    }
    default:
      return without({ pins, bans, extensions, visits }, text('hapus'));
  }
}

/** `pins.0`: the first pin. */
function without(options: PlanOptions, which: string): object {
  const [list, index] = which.split('.');
  return Object.fromEntries(
    Object.entries(options).map(([name, wishes]) => [
      name,
      name === list ? (wishes as unknown[]).filter((_, at) => String(at) !== index) : wishes,
    ]),
  );
}
