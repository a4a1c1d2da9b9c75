import { asUserOf, snippetsOf } from './ways-in.js';

const RESTORED = 'postgresql://postgres:rahasia@pemulihan:5432/postgres';

it('names the user by whom the applications sign in, never the one who restored', () => {
  const texts = snippetsOf(asUserOf('postgresql://simkeu:sandi@sumber/simkeu', RESTORED), 'simkeu_pulih', 'simkeu').map(
    ({ text }) => text,
  );
  expect(texts).toContain('postgresql://simkeu@pemulihan:5432/simkeu_pulih');
  expect(texts.join()).toContain('user=simkeu');
  expect(texts.join()).not.toMatch(/user=postgres|postgres@|rahasia|sandi/);
});

it('names none where the address of the source names none', () => {
  const texts = snippetsOf(asUserOf('postgresql://sumber/simkeu', RESTORED), 'simkeu_pulih', 'simkeu').map(({ text }) => text);
  expect(texts).toContain('postgresql://pemulihan:5432/simkeu_pulih');
  expect(texts.join()).not.toContain('user=');
});
