import { z } from 'zod';
import { Config, defineErrors, moment, parse, Texts } from '../platform/index.js';
import { failedForm } from './forms.js';

const texts = new Texts(new Config({}));
const errors = defineErrors('incidents', {
  'end-before-start': { kind: 'invalid', message: 'the expected end is not after the start' },
});
const schema = z.object({
  name: z.string().trim().min(3).max(5),
  count: z.coerce.number().int().min(1).max(9),
  date: z.iso.date(),
  at: z.coerce.date(),
  moment,
  mail: z.email(),
  kind: z.enum(['a', 'b']),
  own: z.string().refine((text) => text === 'x', { message: 'differs' }),
});
const right = {
  name: 'abc',
  count: '1',
  date: '2025-09-01',
  at: '2025-09-01',
  moment: new Date(0),
  mail: 'a@contoh.invalid',
  kind: 'a',
  own: 'x',
};

function thrown(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe('a field that is wrong', () => {
  it.each([
    ['name', '', 'Isi bagian ini.'],
    ['name', undefined, 'Isi bagian ini.'],
    ['name', 'a', 'Tulis sedikitnya 3 huruf.'],
    ['name', 'abcdef', 'Terlalu panjang: paling banyak 5 huruf.'],
    ['name', ['a', 'b'], 'Periksa isian ini.'],
    ['count', '0', 'Isi angka, sedikitnya 1.'],
    ['count', '10', 'Isi angka, paling banyak 9.'],
    ['count', 'x', 'Isi angka saja.'],
    ['count', '1.5', 'Isi angka bulat.'],
    ['date', 'kemarin', 'Isi tanggal, misalnya 2025-08-30.'],
    ['date', '', 'Isi bagian ini.'],
    ['at', 'kemarin', 'Isi tanggal, misalnya 2025-08-30.'],
    ['moment', 'kemarin', 'Isi tanggal, misalnya 2025-08-30.'],
    ['mail', 'x', 'Tulis alamat surel, misalnya nama@contoh.go.id.'],
    ['kind', 'c', 'Pilih salah satu.'],
    ['own', 'y', 'Periksa isian ini.'],
  ])('says of %s %j: %s', (field, value, says) => {
    const error = thrown(() => parse(schema, { ...right, [field]: value }));
    expect(failedForm(texts, 'id', {}, error).errors).toEqual({ [field]: says });
  });

  it('is said in the words of the error that names it, where its room has none for the field', () => {
    const error = errors.endBeforeStart({ fields: [{ field: 'somewhere', message: 'is not after' }] });
    const { errors: said } = failedForm(texts, 'id', {}, error);
    expect(said).toEqual({ somewhere: texts.error('id', error).message });
  });
});
