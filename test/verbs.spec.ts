import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { z } from 'zod';
import { Actor, Change, PERMISSIONS, type Permission } from '../src/people/index.js';
import { House, openHouse } from './support/house.js';

const SRC = path.join(path.dirname(__dirname), 'src');
/** Fills the demonstration's vehicle database, which is not ours. */
const OTHER_DATABASE = 'backup/samsat/samsat-sql.ts';
const FRONTS = ['api', 'cli', 'console', 'portal', 'web'];

describe('every verb that changes something', () => {
  let house: House;
  let verbs: Change<unknown, unknown>[];
  beforeAll(async () => {
    house = await openHouse({ extraModules: [DiscoveryModule] });
    const providers = house.get(DiscoveryService).getProviders();
    verbs = [...new Set(providers.map(({ instance }) => instance).filter((instance) => instance instanceof Change))];
  });
  afterAll(() => house.close());

  it('is found', () => {
    expect(verbs.length).toBeGreaterThan(20);
  });

  it('has a name of its own, a declared permission and a schema for its input', () => {
    const names = verbs.map((verb) => verb.name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(verbs.filter((verb) => !(verb.permission in PERMISSIONS)).map((verb) => verb.name)).toEqual([]);
    expect(verbs.filter((verb) => !(verb.input instanceof z.ZodType)).map((verb) => verb.name)).toEqual([]);
  });

  it('is refused to whoever lacks its permission, before its input is looked at', async () => {
    for (const verb of verbs) {
      const stranger = Actor.account('nobody', []);
      await expect(verb.run(stranger, undefined)).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });

  it('uses every declared permission', () => {
    const used = new Set<Permission>(verbs.map((verb) => verb.permission));
    const source = readSources(SRC).join('\n');
    const idle = (Object.keys(PERMISSIONS) as Permission[]).filter(
      (permission) =>
        !used.has(permission) && !source.includes(`must('${permission}')`) && !source.includes(`may('${permission}')`),
    );
    expect(idle).toEqual([]);
  });

  it('is the only way to write: no SQL that writes stands in a front, or outside a store', () => {
    const writing = /\b(insert\s+into|delete\s+from|update\s+\w+\.\w+\s+set|truncate)\b/i;
    const offenders = sourceFiles(SRC).filter((file) => {
      const place = path.relative(SRC, file);
      const mayWrite = /-store\.ts$|^platform\/|^audit\//.test(place) || place === OTHER_DATABASE;
      const isFront = FRONTS.some((front) => place.startsWith(`${front}/`));
      return (isFront || !mayWrite) && writing.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''));
    });
    expect(offenders.map((file) => path.relative(SRC, file))).toEqual([]);
  });
});

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => path.join(folder, name));
}

function readSources(folder: string): string[] {
  return sourceFiles(folder).map((file) => readFileSync(file, 'utf8'));
}
