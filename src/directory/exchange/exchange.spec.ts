import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type House, openHouse } from '../../../test/support/house.js';
import { Directory } from '../directory.js';
import { ApplyImport } from './apply-import.js';
import { CheckImport } from './check-import.js';
import { ExportDirectory, HSDS_FILE } from './export-directory.js';
import { Imports } from './imports.js';

describe('the directory in and out', () => {
  let house: House;
  let exported: Map<string, string>;
  beforeAll(async () => {
    house = await openHouse();
    exported = await everything();
  });
  afterAll(() => house.close());

  const everything = async () => {
    const { files } = house.get(ExportDirectory);
    return new Map(
      await Promise.all(
        files.map(async (name): Promise<[string, string]> => [name, await text(house.get(ExportDirectory).file(name))]),
      ),
    );
  };
  const file = (name: string, content: string | Buffer) => ({ name, content: Readable.from([Buffer.from(content)]) });
  const check = (...files: [string, string | Buffer][]) =>
    house.get(CheckImport).run(house.as('admin'), { files: files.map(([name, content]) => file(name, content)) });
  const problems = async (id: string) =>
    (await house.get(Imports).problems(id, 100)).map(
      ({ file: name, row, column, problem }) => `${name}:${row}:${column} ${problem}`,
    );
  const csv = () => [...exported].filter(([name]) => name !== HSDS_FILE);

  it('finds no difference in what it exported', async () => {
    const run = await check(...csv());
    expect(await problems(run.id)).toEqual([]);
    expect(run.counts.offering).toEqual({ added: 0, changed: 0, same: 12, unlisted: 0 });
    expect(Object.values(run.counts).every(({ added, changed, unlisted }) => added + changed + unlisted === 0)).toBe(true);
  });

  it('finds none in HSDS either', async () => {
    const run = await check([HSDS_FILE, exported.get(HSDS_FILE)!]);
    expect(await problems(run.id)).toEqual([]);
    expect(await house.get(Imports).items(run.id, 5)).toEqual([]);
    expect(run.counts.office).toEqual({ added: 0, changed: 0, same: 5, unlisted: 0 });
  });
});
