import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dumped } from './log-times.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waldump-'));
});
afterAll(() => rm(folder, { recursive: true }));

const says = async (script: string) => {
  const program = path.join(folder, 'pg_waldump');
  await writeFile(program, `#!/bin/sh\n${script}\n`);
  await chmod(program, 0o755);
  return dumped(program, 'segment');
};

describe('what pg_waldump says of a segment', () => {
  it.each(['error in WAL record at 0/3000148: invalid record length', 'could not find a valid record after 0/3000000'])(
    'is all there is where it ends with: %s',
    (end) => expect(says(`echo COMMIT; echo 'pg_waldump: error: ${end}' >&2; exit 1`)).resolves.toBe('COMMIT\n'),
  );

  it.each([`echo 'pg_waldump: error: could not open file' >&2; exit 1`, 'kill -9 $$'])(
    'is nothing where it failed: %s',
    (script) => expect(says(script)).rejects.toMatchObject({ code: 'backup.child-failed' }),
  );
});
