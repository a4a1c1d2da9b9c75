#!/usr/bin/env node
// Everything that must hold: types, lint, then Jest (a test of the boundaries is among the rooms).   test.mjs [--fast]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
  jest('rooms'),
]);
if (!fast) {
  await jest('contracts', '--runInBand');
  await jest('journeys', '--runInBand');
}

console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed > 0 || tally.passed === 0 ? 1 : 0);

async function check(name, program, args) {
  const { status, seconds } = await timed(NODE, [path.join(ROOT, 'node_modules', program), ...args]);
  tally[status === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name} (${seconds} s)`);
}

async function jest(project, ...flags) {
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
  const env = { ...process.env, NODE_OPTIONS: OPTIONS.join(' '), NODE_COMPILE_CACHE: COMPILED };
  if (fast) env.SINAMBUNG_TEST_FAST = '1';
  const { status, seconds } = await timed(NODE, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  count(results, status, project, seconds);
  rmSync(folder, { recursive: true, force: true });
}

function count(results, status, project, seconds) {
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
  console.log(`${failed === 0 ? 'ok' : 'FAILED'}: ${project}, ${passed} passed, ${failed} failed (${seconds} s)`);
}

async function timed(command, args, options = {}) {
  const begun = performance.now();
  const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  const [status] = await once(child, 'close');
  return { status, seconds: ((performance.now() - begun) / 1000).toFixed(1) };
}
