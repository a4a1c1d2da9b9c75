import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { terminalConfig } from './server-note.js';

describe('which shelf a terminal reads', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'sinambung-note-'));
  const read = (settings: NodeJS.ProcessEnv = {}) =>
    terminalConfig({ SINAMBUNG_DATA: data, ...settings }).get('SINAMBUNG_BACKUP_SHELF');
  afterAll(() => rmSync(data, { recursive: true }));

  it('is the shipped one where no server says otherwise', () => {
    expect(read()).toBeUndefined();
  });

  it('is that of its server, unless the terminal was told of one', () => {
    writeFileSync(path.join(data, 'server.json'), JSON.stringify({ url: 'http://127.0.0.1:3000', shelf: '/srv/shelf' }));
    expect(read()).toBe('/srv/shelf');
    expect(read({ SINAMBUNG_BACKUP_SHELF: '/srv/other' })).toBe('/srv/other');
  });
});
