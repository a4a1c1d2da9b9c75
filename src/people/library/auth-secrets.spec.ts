import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Config } from '../../platform/index.js';
import { AuthSecrets } from './auth-secrets.js';

describe('the secrets of the accounts', () => {
  let data: string;
  const secrets = () => new AuthSecrets(new Config({ SINAMBUNG_DATA: data }));
  beforeEach(() => {
    data = mkdtempSync(path.join(tmpdir(), 'sinambung-secrets-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('are made on first use, for one user alone, and stay', () => {
    const made = secrets().current();
    expect(made).toMatch(/^[\w-]{64}$/);
    expect(secrets().current()).toBe(made);
    expect(statSync(path.join(data, 'keys', 'accounts.secrets')).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(data, 'keys')).mode & 0o077).toBe(0);
    expect(readdirSync(path.join(data, 'keys'))).toEqual(['accounts.secrets']);
  });

  it('differ between installations', () => {
    const first = secrets().current();
    rmSync(path.join(data, 'keys'), { recursive: true });
    expect(secrets().current()).not.toBe(first);
  });

  it('keep the older ones behind a new one', () => {
    const first = secrets().current();
    secrets().rotate();
    secrets().rotate();
    const all = secrets().all();
    expect(all.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(all[2]!.value).toBe(first);
    expect(statSync(path.join(data, 'keys', 'accounts.secrets')).mode & 0o777).toBe(0o600);
  });
});
