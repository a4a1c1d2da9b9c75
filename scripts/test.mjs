#!/usr/bin/env node
// Everything that must hold: types, lint, then Jest (a test of the boundaries is among the rooms).   test.mjs [--fast]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NODE, ROOT } from './lib.mjs';

// A larger nursery halves what the collector does while modules and answers come and go.
const OPTIONS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--max-semi-space-size=128'];
const COMPILED = path.join(ROOT, 'node_modules', '.cache', 'compiled');

const fast = process.argv.includes('--fast');
const tally = { passed: 0, failed: 0 };

// The checks of the text share the machine with the first tests, which begin by waiting for PostgreSQL.
await Promise.all([
  check('types', '@typescript/native/bin/tsc', ['--noEmit', '-p', '.']),
  check('lint', '@biomejs/biome/bin/biome', ['check', '.', '--diagnostic-level=error']),
  jest('rooms', 'rooms'),
]);
if (!fast) {
  await contracts();
  await jest('journeys', 'journeys', '--runInBand');
}

console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed > 0 || tally.passed === 0 ? 1 : 0);

/** In two lanes, as there are two cores. Those on Ceph stand in one of them: there is one store, at one port. */
async function contracts() {
  const onCeph = readdirSync(path.join(ROOT, 'test', 'contracts'))
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => path.join('test', 'contracts', name))
    .filter((file) => readFileSync(path.join(ROOT, file), 'utf8').includes('ceph.mjs'));
  await Promise.all([
    jest('contracts', 'contracts on Ceph', '--runInBand', '--testPathPatterns', ...onCeph),
    jest('contracts', 'other contracts', '--runInBand', '--testPathIgnorePatterns', ...onCeph),
  ]);
}

async function check(name, program, args) {
  const { status, seconds } = await timed(NODE, [path.join(ROOT, 'node_modules', program), ...args]);
  tally[status === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name} (${seconds} s)`);
}

async function jest(project, name, ...flags) {
  const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-jest-'));
  const results = path.join(folder, 'results.json');
  const args = [
    path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--selectProjects',
    project,
    '--json',
    `--outputFile=${results}`,
    '--passWithNoTests',
    ...flags,
  ];
  const env = { ...withoutSettings(process.env), NODE_OPTIONS: OPTIONS.join(' '), NODE_COMPILE_CACHE: COMPILED };
  if (fast) env.SINAMBUNG_TEST_FAST = '1';
  const { status, seconds } = await timed(NODE, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  count(results, status, name, seconds);
  rmSync(folder, { recursive: true, force: true });
}

/** What somebody has set for an installation of hers must neither change a test nor be touched by one. */
function withoutSettings(env) {
  const isSetting = (name) => /^(PORT|HOST|DATABASE_URL|SINAMBUNG_(?!TEST_).*)$/.test(name);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isSetting(name)));
}

function count(results, status, name, seconds) {
  let report;
  try {
    report = JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    report = { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1 };
  }
  const { numPassedTests: passed, numFailedTests: failedTests } = report;
  const failed = status === 0 ? 0 : Math.max(1, failedTests + (report.numRuntimeErrorTestSuites ?? 0));
  tally.passed += passed;
  tally.failed += failed;
  console.log(`${failed === 0 ? 'ok' : 'FAILED'}: ${name}, ${passed} passed, ${failed} failed (${seconds} s)`);
}

async function timed(command, args, options = {}) {
  const begun = performance.now();
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  const [status] = await once(child, 'close');
  return { status, seconds: ((performance.now() - begun) / 1000).toFixed(1) };
}
