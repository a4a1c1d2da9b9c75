import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';
import type { Hit } from './words.js';

export type SearchKind = 'region' | 'office' | 'service';

@Injectable()
export class SearchStore {
  constructor(private readonly db: Db) {}

  /** Terms that are exactly one of the groups of words. */
  exact(kind: SearchKind, groups: string[]): Promise<Hit[]> {
    return this.db.many<Hit>(
      'select term, ref_id from directory.search_term where kind = $1 and term = any($2) order by ref_id',
      [kind, groups],
    );
  }

  /** The same over several kinds at once. */
  found(kinds: SearchKind[], groups: string[]): Promise<(Hit & { kind: SearchKind })[]> {
    return this.db.many(
      'select kind, term, ref_id from directory.search_term where kind = any($1) and term = any($2) order by kind, ref_id',
      [kinds, groups],
    );
  }

  /** Every word in the names of services and offices. */
  async vocabulary(): Promise<string[]> {
    const rows = await this.db.many<{ word: string }>(
      `select distinct word from directory.search_term t, string_to_table(t.term, ' ') as word where t.kind in ('service', 'office')`,
    );
    return rows.map(({ word }) => word);
  }

  /** Terms that name kecamatan or villages of one kecamatan alone, each with the code of that kecamatan. */
  async ownNames(): Promise<{ term: string; code: string }[]> {
    return this.db.many(
      `select term, min(left(ref_id, 8)) as code from directory.search_term
       where kind = 'region' group by term having count(distinct left(ref_id, 8)) = 1 and min(length(ref_id)) = 8`,
    );
  }

  /** Codes of regions whose names resemble the words, best first. */
  async similarRegions(words: string, least: number, limit: number): Promise<string[]> {
    const rows = await this.db.many<{ refId: string }>(
      'select ref_id from directory.similar_regions($1) where likeness >= $2 order by likeness desc, ref_id limit $3',
      [words, least, limit],
    );
    return rows.map(({ refId }) => refId);
  }

  /** Ids whose terms resemble one of the groups, best first. Offices and services have few terms: each is compared. */
  async similar(kind: 'office' | 'service', groups: string[], least: number, limit: number): Promise<string[]> {
    const rows = await this.db.many<{ refId: string }>(
      `select ref_id from (
         select t.ref_id, max(public.similarity(t.term, g.words)) as likeness
         from unnest($2::text[]) as g (words) cross join directory.search_term t where t.kind = $1
         group by t.ref_id
       ) compared where likeness >= $3 order by likeness desc, ref_id limit $4`,
      [kind, groups, least, limit],
    );
    return rows.map(({ refId }) => refId);
  }

  /** Makes `terms` the only ones of the things named in it. */
  async replace(kind: SearchKind, terms: Hit[]): Promise<void> {
    const refs = [...new Set(terms.map(({ refId }) => refId))];
    await this.db.run('delete from directory.search_term where kind = $1 and ref_id = any($2)', [kind, refs]);
    await this.db.run(
      'insert into directory.search_term (kind, term, ref_id) select distinct $1, term, ref_id from unnest($2::text[], $3::text[]) as t (term, ref_id)',
      [kind, terms.map(({ term }) => term), terms.map(({ refId }) => refId)],
    );
  }
}
