import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.dirname(__dirname);

interface Plant {
  rule: string;
  file: string;
  text: string;
}

/** One violation of each kind, in a file of its own. */
const PLANTS: Plant[] = [
  {
    rule: 'directory-opens-only-its-doors',
    file: 'src/directory/planted.ts',
    text: `import type { Incidents } from '../incidents/index.js';\nexport type X = Incidents;`,
  },
  {
    rule: 'incidents-opens-only-its-doors',
    file: 'src/incidents/planted.ts',
    text: `import { Runs } from '../playbooks/index.js';\nexport const x = Runs;`,
  },
  {
    rule: 'platform-opens-only-its-doors',
    file: 'src/platform/planted.ts',
    text: `import { Ledger } from '../audit/index.js';\nexport const x = Ledger;`,
  },
  {
    rule: 'through-the-door',
    file: 'src/api/planted.ts',
    text: `import { GENESIS } from '../audit/rules.js';\nexport const x = GENESIS;`,
  },
  {
    rule: 'nobody-imports-a-front',
    file: 'src/rerouting/planted.ts',
    text: `import { ApiModule } from '../api/api.module.js';\nexport const x = ApiModule;`,
  },
  {
    rule: 'fronts-do-not-mix',
    file: 'src/portal/planted.ts',
    text: `import { ApiModule } from '../api/api.module.js';\nexport const x = ApiModule;`,
  },
  {
    rule: 'web-stands-on-rooms-not-fronts',
    file: 'src/backup/planted.ts',
    text: `import * as web from '../web/index.js';\nexport const x = web;`,
  },
  {
    rule: 'rules-are-pure',
    file: 'src/audit/planted-rules.ts',
    text: `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;`,
  },
  {
    rule: 'no-http-in-rooms',
    file: 'src/audit/planted-http.ts',
    text: `import fastify from 'fastify';\nexport const x = fastify;`,
  },
  { rule: 'no-circles', file: 'src/audit/planted-circle.ts', text: `import './planted-circle-too.js';` },
  { rule: 'no-tests-in-the-product', file: 'src/audit/planted-test.ts', text: `import '../../test/support/house.js';` },
];
const PARTNERS = [{ file: 'src/audit/planted-circle-too.ts', text: `import './planted-circle.js';` }];

describe('the boundaries between rooms', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'sinambung-boundaries-'));
  beforeAll(() => {
    for (const part of ['src', 'test', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
      cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true });
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  const broken = () => {
    const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
    const depcruise = path.join(ROOT, 'node_modules', '.bin', 'depcruise');
    const run = () =>
      execFileSync(process.execPath, [depcruise, ...args], {
        cwd: copy,
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
        env: { ...process.env, NODE_OPTIONS: '' },
      });
    const report = JSON.parse(outputOf(run)) as { summary: { violations: { rule: { name: string }; from: string }[] } };
    return report.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
  };

  it('catches one planted violation of each kind, and only those', () => {
    for (const { file, text } of [...PLANTS, ...PARTNERS]) {
      mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
      writeFileSync(path.join(copy, file), `${text}\n`);
    }
    const found = broken();
    // Of a circle either file may be named: its partner's name begins like its own.
    const isFound = ({ rule, file }: Plant) =>
      found.some((violation) => violation.startsWith(`${rule} ${file.replace('.ts', '')}`));
    expect(PLANTS.filter((plant) => !isFound(plant))).toEqual([]);
    expect(found.filter((violation) => !violation.includes('planted'))).toEqual([]);
  });
});

/** A room's tables are its own. The demonstration alone starts over by emptying those of all. */
describe('the SQL of a room', () => {
  const rooms = readdirSync(path.join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const schemas = [...rooms.map(({ name }) => name), 'dbos'];
  const named = new RegExp(`\\b(?:from|join|into|update|table|truncate)\\s+(${schemas.join('|')})[.][a-z_]+`, 'gi');
  const foreign = (room: string, text: string) =>
    [...text.matchAll(named)].filter(([, schema]) => schema !== room).map(([words]) => words);
  const files = globSync('src/*/**/*.ts', { cwd: ROOT }).filter(
    (file) => !/\.spec\.ts$|^src\/(platform|demonstration)\//.test(file),
  );

  it('names no table of another room', () => {
    const reaches = files.flatMap((file) =>
      foreign(file.split('/')[1]!, readFileSync(path.join(ROOT, file), 'utf8')).map((words) => `${file}: ${words}`),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(reaches).toEqual([]);
  });

  it('would be caught', () => {
    expect(foreign('answers', 'select 1 from platform.event e join answers.told t on true')).toEqual(['from platform.event']);
  });
});

/** depcruise exits with the number of errors; its report is on stdout all the same. */
function outputOf(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
