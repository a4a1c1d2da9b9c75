#!/usr/bin/env node
// Compiles the product into dist: TypeScript, then the styles.
import path from 'node:path';
import { fail, NODE, ROOT, run } from './lib.mjs';

const { status } = run(NODE, [path.join(ROOT, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build']);
if (status !== 0) fail('the TypeScript does not compile.');
const { buildStyles } = await import('./styles.mjs');
await buildStyles();
