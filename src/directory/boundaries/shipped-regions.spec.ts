import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Config } from '../../platform/index.js';
import { type Dataset, dataset } from '../import/dataset.js';
import { readRegions } from '../import/regions-file.js';
import { resolveDataset } from '../import/resolve-dataset.js';
import type { Region } from '../types.js';
import { BoundaryShelf, regionAt } from './boundary-shelf.js';
import { placeProblem } from './place-problem.js';

const config = new Config({});
const read = (...name: string[]) => JSON.parse(readFileSync(config.shipped('data', ...name), 'utf8'));
const regions = new Map<string, Region>();
const shelf = new BoundaryShelf(config);
const boundaries = shelf.below('35').features;
const kecamatan = shelf.kecamatan('35')!;

beforeAll(async () => {
  for await (const region of readRegions(config.shipped('data', 'regions', 'regions.csv')))
    regions.set(region.code, { ...region, roadFactor: 1 });
});
const ofLevel = (level: string) => [...regions.values()].filter((region) => region.level === level);

describe('the shipped regions', () => {
  it.each([
    ['province', 38],
    ['kabkota', 514],
    ['kecamatan', 7285],
  ])('are all there: %s', (level, count) => {
    expect(ofLevel(level)).toHaveLength(count);
    if (level !== 'kecamatan') expect(ofLevel(level).filter(({ population = 0 }) => population === 0)).toEqual([]);
  });

  it('have boundaries in East Java, each with the name of its region', () => {
    expect(boundaries.map(({ properties }) => properties).filter(({ code, name }) => regions.get(code)?.name !== name)).toEqual(
      [],
    );
    const below = boundaries.flatMap(({ properties }) => shelf.below(properties.code).features);
    expect(below.map(({ properties }) => properties.code).sort()).toEqual(
      [...regions.keys()].filter((code) => /^35\.\d\d\.\d\d$/.test(code)).sort(),
    );
  });

  it('stand where their boundaries are: no middle of a kecamatan of East Java is taken for misplaced', () => {
    const own = ofLevel('kecamatan').filter(({ code }) => code.startsWith('35.'));
    expect(own.filter((region) => placeProblem(region, region, regions.get(region.code.slice(0, 5)), kecamatan))).toEqual([]);
  });

  it('are told apart by a point', () => {
    expect(regionAt(boundaries, { lat: -7.25, lng: 112.75 })?.name).toBe('Kota Surabaya');
    expect(regionAt(boundaries, { lat: -6.2, lng: 112.8 })).toBeUndefined();
  });
});

describe('the directories of the demonstration', () => {
  const shipped = ['kediri', 'east-java'].map((name): Dataset => dataset.parse(read('directory', `${name}.json`)));
  const [, eastJava] = shipped as [Dataset, Dataset];

  it('give each kabupaten and kota of East Java a counter for each service', () => {
    const all = shipped.flatMap((data) => resolveDataset(data, regions).offerings);
    for (const service of ['pkb-tahunan', 'pkb-lima-tahunan', 'bbnkb']) {
      const served = new Set(
        all
          .filter(({ facts }) => facts.serviceId === service)
          .flatMap(({ catchment }) => catchment.map((code) => code.slice(0, 5))),
      );
      expect(boundaries.map(({ properties }) => properties.code).filter((code) => !served.has(code))).toEqual([]);
    }
  });

  it('mark what is made up: in the record, in the name, in the telephone number', () => {
    expect([...eastJava.agencies, ...eastJava.offices, ...eastJava.offerings].filter(({ isSample }) => !isSample)).toEqual([]);
    expect(eastJava.offices.filter(({ name, phone }) => !name.endsWith('(contoh)') || !phone?.includes('000-'))).toEqual([]);
    expect(eastJava.channels.filter(({ name }) => !name.endsWith('(contoh)'))).toEqual([]);
  });

  it('are written by the script that is kept', () => {
    const script = readFileSync(path.join(path.dirname(config.shipped('data')), 'scripts', 'east-java.mjs'), 'utf8');
    expect(eastJava.offices.filter(({ address }) => !script.includes(address.slice('Kec. '.length).split(',')[0]!))).toEqual([]);
  });
});
