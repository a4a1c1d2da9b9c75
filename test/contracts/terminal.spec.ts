import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const CLI = path.join(__dirname, '..', '..', 'dist', 'cli.js');

describe('the terminal', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'sinambung-terminal-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  const sinambung = (args: string[], settings: NodeJS.ProcessEnv = {}) => {
    const env = { ...process.env, NODE_OPTIONS: '', SINAMBUNG_DATA: data, ...settings };
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', env });
    return { status, stdout, stderr };
  };

  it('lists its commands without a database, under its own name', () => {
    const { status, stdout } = sinambung(['--help'], { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: sinambung [options] [command]');
    for (const command of [
      'incidents',
      'reroutes',
      'backup',
      'restore',
      'dispensation',
      'complaints',
      'announcements',
      'demo',
      'token',
    ])
      expect(stdout).toContain(`  ${command} `);
  });

  it.each([
    ['a wrong setting', ['settings'], { PORT: 'x' }, 1, 'PORT (port the server listens on): must be a whole number'],
    ['an unreadable playbook', ['playbooks', 'check', CLI], {}, 2, 'cli.js:'],
    ['an office that does not exist', ['incidents', 'declare', 'samsat-katag'], {}, 3, 'hint:'],
    ['a command that does not exist', ['ledger', 'nosuch'], {}, 1, 'nosuch'],
    [
      'a database that does not answer',
      ['ledger', 'list'],
      { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
      1,
      'hint: start it, or unset DATABASE_URL',
    ],
  ])('ends with a code and says what to do: %s', (_case, args, settings, status, said) => {
    const ended = sinambung(args, settings);
    expect([ended.status, ended.stdout + ended.stderr]).toEqual([status, expect.stringContaining(said)]);
  });

  it('names the line of a wrong shelf file and the right word, also as JSON', () => {
    const shelf = path.join(data, 'backup');
    cpSync(path.join(__dirname, '..', '..', 'backup'), shelf, { recursive: true });
    const file = path.join(shelf, 'samsat-katang.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('\nretention:', '\nretension:'));
    const settings = { SINAMBUNG_BACKUP_SHELF: shelf };
    const { status, stderr } = sinambung(['backup', 'check'], settings);
    expect([status, stderr]).toEqual([
      2,
      expect.stringMatching(/\n {2}backup\/samsat-katang.yaml:\d+: .*did you mean retention\?\n/),
    ]);
    expect(JSON.parse(sinambung(['backup', 'check', '--json'], settings).stdout)).toMatchObject({
      code: 'backup.wrong-shelf',
      fields: [{ field: expect.stringMatching(/:\d+$/) }],
    });
  });

  it('names the settings that the shelf still needs', () => {
    const { status, stdout } = sinambung(['backup', 'check'], { SINAMBUNG_KIND: 'production' });
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining('SAMSAT_KATANG_DATABASE_URL: not set, needed by samsat-katang-db'),
    ]);
  });

  it('speaks JSON when asked, for what went well and what did not, also first of all', () => {
    const nothingYet = { SINAMBUNG_DATA: path.join(data, 'json') };
    expect(JSON.parse(sinambung(['ledger', 'verify', '--json'], nothingYet).stdout)).toMatchObject({ intact: true });
    expect(JSON.parse(sinambung(['incidents', 'declare', 'nowhere', '--json']).stdout)).toMatchObject({
      code: 'incidents.no-such-office',
    });
  });

  it('lists what is wrong with sources and with what they share, and ends with 1', () => {
    const { status, stdout } = sinambung(['backup', 'alarms', '--json']);
    const { sources, shared } = JSON.parse(stdout) as { sources: object[]; shared: object[] };
    expect([status, shared]).toEqual([1, [{ escrow: 'no-escrow' }]]);
    expect(sources).toContainEqual({ sourceId: 'samsat-katang-db', alarms: ['never-stored'] });
    const inWords = sinambung(['backup', 'alarms']);
    expect([inWords.status, inWords.stdout]).toEqual([
      1,
      expect.stringMatching(/samsat-katang-db +never-stored[\s\S]*no-escrow/),
    ]);
  });

  it('leaves the list of sources as it was for scripts, and says beside it what all share', () => {
    const { status, stdout, stderr } = sinambung(['backup', 'list', '--json']);
    expect([status, JSON.parse(stdout)]).toEqual([
      0,
      expect.arrayContaining([expect.objectContaining({ alarms: ['never-stored'] })]),
    ]);
    expect(stderr).toContain("officers' keys: no-escrow");
  });

  it('leaves no server of its own behind it, also when it is killed', async () => {
    const folder = path.join(data, 'killed');
    const note = path.join(folder, 'server.json');
    mkdirSync(folder);
    const env = { ...process.env, NODE_OPTIONS: '', SINAMBUNG_DATA: folder };
    const replay = spawn(process.execPath, [CLI, 'demo', 'kediri'], { env, stdio: 'ignore' });
    for await (const _ of watch(folder)) if (existsSync(note)) break;
    const { url } = JSON.parse(readFileSync(note, 'utf8')) as { url: string };
    const lives = () => fetch(`${url}/livez`).then(Boolean, () => false);
    expect(await lives()).toBe(true);
    replay.kill('SIGKILL');
    await once(replay, 'exit');
    while (await lives());
    // The database may have outlived them: the next command attaches to it and takes it along.
    expect(sinambung(['ledger', 'verify'], { SINAMBUNG_DATA: folder }).status).toBe(0);
  });

  it('leaves no database running behind it', () => {
    const note = path.join(data, 'postgres', 'postmaster.pid');
    if (!existsSync(note)) return;
    const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
    expect(() => process.kill(pid, 0)).toThrow();
  });
});
