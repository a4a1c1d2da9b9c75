import { output } from './child.js';

const SECRETS = {
  SINAMBUNG_SECRET: 'rahasia-akun',
  DATABASE_URL: 'postgresql://a:rahasia@h/d',
  GUDANG_SECRET_KEY: 'rahasia-gudang',
};

describe('a program that we start', () => {
  beforeAll(() => Object.assign(process.env, SECRETS));
  afterAll(() => {
    for (const name of Object.keys(SECRETS)) delete process.env[name];
  });

  it('gets what it needs and nothing of our settings', async () => {
    const text = await output('env', [], { PGPASSWORD: 'sumber', PGHOST: undefined });
    const given = Object.fromEntries(
      text
        .trim()
        .split('\n')
        .map((line) => line.split(/=(.*)/s).slice(0, 2)),
    );
    expect(given).toMatchObject({ PATH: process.env.PATH, PGPASSWORD: 'sumber', LC_ALL: 'C' });
    expect(text).not.toContain('rahasia');
    expect(Object.keys(given)).not.toContain('PGHOST');
  });
});
