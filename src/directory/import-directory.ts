import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change, type Changed } from '../people/index.js';
import { Config } from '../platform/index.js';
import { errors } from './errors.js';
import { type Dataset, dataset } from './import/dataset.js';
import { ImportStore } from './import/import-store.js';
import { RegionImportStore } from './import/region-import-store.js';
import { DanglingName, type Resolved, resolveDataset } from './import/resolve-dataset.js';

const input = z.object({
  /** Files to import; those of the shelf `data/` when left out. */
  regionsFile: z.string().min(1).optional(),
  datasetFile: z.string().min(1).optional(),
});

type Command = z.infer<typeof input>;

/** How many records were new or different; all are 0 when the same files are imported again. */
export interface Imported {
  regions: number;
  records: number;
}

/** Takes the shipped directory, or another file of its shape, into the database: all of it or nothing. */
@Injectable()
export class ImportDirectory extends Change<Command, Imported> {
  readonly name = 'directory.import';
  readonly permission = 'directory:import';
  readonly input = input;

  constructor(
    private readonly config: Config,
    private readonly regions: RegionImportStore,
    private readonly store: ImportStore,
  ) {
    super();
  }

  protected async perform(command: Command, _by: Actor, now: Date): Promise<Changed<Imported>> {
    const file = command.datasetFile ?? this.config.shipped('data', 'directory', 'kediri.json');
    const data = await readDataset(file);
    const regions = await this.regions.load(command.regionsFile ?? this.config.shipped('data', 'regions', 'regions.csv'));
    const records = await this.store.save(await this.resolve(file, data), now);
    return { result: { regions, records }, subject: { type: 'directory', id: data.id }, detail: { regions, records } };
  }

  private async resolve(file: string, data: Dataset): Promise<Resolved> {
    const visits = data.offerings.flatMap((o) => o.visits);
    const codes = [
      ...data.offices.map((o) => o.regionCode),
      ...data.offerings.flatMap((o) => o.catchment),
      ...visits.flatMap((v) => [v.regionCode, ...(v.serves ?? [])]),
    ];
    try {
      return resolveDataset(data, await this.store.centroids(codes));
    } catch (error) {
      if (error instanceof DanglingName) throw errors.badFile({ file, place: error.place, problem: error.message });
      throw error;
    }
  }
}

async function readDataset(file: string): Promise<Dataset> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw errors.unreadableFile({ file, problem: error.code });
  });
  const result = dataset.safeParse(json(file, text));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw errors.badFile({ file, place: issue?.path.join('.') || 'JSON', problem: issue?.message });
}

function json(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw errors.badFile({ file, place: 'JSON', problem: (error as Error).message });
  }
}
