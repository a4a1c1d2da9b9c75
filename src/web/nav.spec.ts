import { navFor } from './nav.js';

const currentAt = (path: string) => navFor(path).flatMap(({ href, current }) => (current ? [href] : []));

describe('the rooms of the console', () => {
  it.each([
    ['/dasbor', '/dasbor'],
    ['/dasbor/kejadian/1', '/dasbor/kejadian'],
    ['/dasbor/pemulihan/samsat-katang-db/retensi', '/dasbor/pemulihan'],
    ['/dasbor/kertas/samsat-katang', '/dasbor/pemulihan'],
    ['/dasbor/arsip', '/dasbor/pemulihan'],
    ['/dasbor/brankas/lokal', '/dasbor/pemulihan'],
    ['/dasbor/kunci-titipan', '/dasbor/pemulihan'],
    ['/dasbor/tertahan', '/dasbor/pemulihan'],
  ])('know that %s is of %s', (path, room) => {
    expect(currentAt(path)).toEqual([room]);
  });
});
