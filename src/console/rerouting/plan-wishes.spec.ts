import { NO_OPTIONS, type PlanOptions } from '../../rerouting/index.js';
import { choiceOf, withWish } from './plan-wishes.js';

const pin = { serviceId: 'pkb', regionCode: '35.06.03', offeringId: 'pare.pkb' };
const some: PlanOptions = { ...NO_OPTIONS, pins: [pin], bans: [{ officeId: 'mpp' }, { officeId: 'pare' }] };

describe('a wish from a form', () => {
  it('pins a region once', () => {
    const sent = { ubah: 'sematkan', wilayah: '35.06.03', tempat: choiceOf('pkb', 'mpp.pkb') };
    expect(withWish(some, sent)).toEqual({ ...some, pins: [{ ...pin, offeringId: 'mpp.pkb' }] });
  });

  it('bans an office, and takes one wish back', () => {
    expect(withWish(NO_OPTIONS, { ubah: 'jangan-pakai', kantor: 'mpp' })).toEqual({ ...NO_OPTIONS, bans: [{ officeId: 'mpp' }] });
    expect(withWish(some, { hapus: 'bans.0' })).toEqual({ ...some, bans: [{ officeId: 'pare' }] });
  });

  it('extends one offering once, with a comma as people write it', () => {
    const sent = { ubah: 'tambah-jam', tempat: choiceOf('pkb', 'pare.pkb'), jam: '2,5' };
    const before = { ...NO_OPTIONS, extensions: [{ offeringId: 'pare.pkb', hours: 1 }] };
    expect(withWish(before, sent)).toEqual({ ...NO_OPTIONS, extensions: [{ offeringId: 'pare.pkb', hours: '2.5' }] });
  });

  it('says how far the hazard area goes, and takes that back', () => {
    const hazard = { km: '4.5', source: 'BPBD' };
    expect(withWish(some, { ubah: 'daerah-bahaya', km: '4,5', sumber: 'BPBD' })).toEqual({ ...some, hazard });
    const before = { ...some, hazard: { km: 4.5, source: 'BPBD' } };
    expect(withWish(before, { hapus: 'bans.0' })).toEqual({ ...before, bans: [{ officeId: 'pare' }] });
    expect(withWish(before, { hapus: 'hazard' })).toEqual(some);
  });

  it('adds a visit', () => {
    const when = { tanggal: '2025-09-03', mulai: '08:00', sampai: '12:00', kuota: '60' };
    const sent = {
      ubah: 'kunjungan',
      tempat: choiceOf('pkb', 'bus.pkb'),
      wilayah: '35.06.03',
      lokasi: 'Balai Desa Kras',
      ...when,
    };
    const visit = {
      offeringId: 'bus.pkb',
      regionCode: '35.06.03',
      place: 'Balai Desa Kras',
      begins: '2025-09-03T08:00',
      ends: '12:00',
      quota: '60',
    };
    expect(withWish(NO_OPTIONS, sent)).toEqual({ ...NO_OPTIONS, visits: [visit] });
  });
});
