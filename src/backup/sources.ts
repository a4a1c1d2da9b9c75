import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import { worstFirst } from './board/board-rules.js';
import { Engines } from './engines/engines.js';
import { Shelf } from './shelf.js';
import type { Source } from './shelf-schema.js';
import { type SourceStanding, sourceStanding } from './source-standing.js';
import { StandingReader } from './standing-reader.js';

export interface SourceInBuilding {
  id: string;
  name: string;
  /** The moment whose data the last proven copy holds; undefined when nothing was ever proven. */
  lastProvenAt?: Date;
  /** The same of the last whole copy, proven or not. */
  lastStoredAt?: Date;
}

/** How sources stand: as many statements for all as for one. */
@Injectable()
export class Sources {
  constructor(
    private readonly shelf: Shelf,
    private readonly reader: StandingReader,
    private readonly engines: Engines,
    private readonly clock: Clock,
  ) {}

  /** As their files name them, without how they stand. */
  get declared(): readonly Source[] {
    return this.shelf.sources;
  }

  /** The files of the shelf, all of them right: a wrong one keeps the house shut. */
  get files(): string[] {
    return this.shelf.files;
  }

  /** One of them; throws `backup.no-such-source`. */
  declaredAs(id: string): Source {
    return this.shelf.source(id);
  }

  /** Worst first. */
  async all(): Promise<SourceStanding[]> {
    return worstFirst(await this.standings(this.shelf.sources));
  }

  /** Throws `backup.no-such-source`. */
  async get(id: string): Promise<SourceStanding> {
    const [found] = await this.standings([this.shelf.source(id)]);
    return found!;
  }

  /** The sources that stand in this building, and how old their copies are. */
  async atOffice(officeId: string): Promise<SourceInBuilding[]> {
    return (await this.atOffices([officeId])).get(officeId) ?? [];
  }

  /** The same for many buildings; those without a source are not in it. */
  async atOffices(officeIds: readonly string[]): Promise<Map<string, SourceInBuilding[]>> {
    const here = this.shelf.sources.filter(({ office }) => office !== undefined && officeIds.includes(office));
    if (here.length === 0) return new Map();
    const standings = Map.groupBy(await this.standings(here), ({ source }) => source.office!);
    return new Map([...standings].map(([office, some]) => [office, some.map(inBuilding)]));
  }

  private async standings(sources: readonly Source[]): Promise<SourceStanding[]> {
    const facts = await this.reader.of(sources);
    const [now, real] = [this.clock.now(), this.clock.real()];
    return sources.map((source, index) => ({
      ...sourceStanding(source, facts[index]!, now, real),
      writerCanDecrypt: this.engines.of(source).writerCanDecrypt,
    }));
  }
}

function inBuilding({ source, lastProven, lastStored }: SourceStanding): SourceInBuilding {
  return { id: source.id, name: source.name, lastProvenAt: lastProven?.takenAt, lastStoredAt: lastStored?.takenAt };
}
