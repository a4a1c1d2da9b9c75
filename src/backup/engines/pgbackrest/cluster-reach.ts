import { Injectable } from '@nestjs/common';
import type { ClusterManifest } from '../../manifest.js';
import type { Gap, Reach } from '../../reach.js';
import type { ClusterSource } from '../../shelf-schema.js';
import { objectsBelow } from '../../vaults/objects.js';
import type { Vault } from '../../vaults/vault.js';
import type { Repository } from './backrest.js';
import { Clusters } from './clusters.js';
import { LogTimes } from './log-times.js';
import { type Hole, holes, numberOf, type Segment, segmentsIn } from './wal.js';

/** A server goes back to a time by the first commit after it: the newest one in the log itself is out of reach. */
const JUST_BEFORE_MS = 1;

/** Which moments the backups and the log in a vault can bring back. */
@Injectable()
export class ClusterReach {
  constructor(
    private readonly clusters: Clusters,
    private readonly times: LogTimes,
  ) {}

  /** Undefined while there is no point; `points` in any order. */
  async of(source: ClusterSource, vault: Vault, points: readonly ClusterManifest[]): Promise<Reach | undefined> {
    const oldestFirst = points.toSorted((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
    const [oldest] = oldestFirst;
    if (!oldest) return undefined;
    const repository = await this.clusters.repository(source, vault, 'prover');
    const { wal, repository: at, origin } = oldestFirst.at(-1) as ClusterManifest;
    const keys = await objectsBelow(vault, `${at.path}/archive/${source.id}/${wal.archive}/`);
    const segments = segmentsIn(
      keys.map(({ key }) => key),
      wal.segmentBytes,
    );
    const major = Number.parseInt(origin.version ?? '', 10);
    const back = async (until: Segment) => {
      const upTo = segments.slice(0, segments.findIndex(({ key }) => key === until.key) + 1);
      return this.justBefore(repository, major, upTo);
    };
    const gaps: Gap[] = [];
    for (const hole of holes(segments, oldest.wal.first, wal.segmentBytes)) gaps.push(await gapOf(hole, oldestFirst, back));
    const from = new Date(oldest.takenAt);
    const open = gaps.find(({ before }) => !before);
    const last = segments.at(-1);
    const to = open?.after ?? (last && (await back(last))) ?? from;
    return { from, to: to < from ? from : to, gaps, segment: last?.name ?? '' };
  }

  private async justBefore(repository: Repository, major: number, segments: readonly Segment[]): Promise<Date | undefined> {
    const found = await this.times.lastCommit(repository, major, segments);
    return found && new Date(found.getTime() - JUST_BEFORE_MS);
  }
}

async function gapOf(hole: Hole, points: ClusterManifest[], back: (until: Segment) => Promise<Date | undefined>): Promise<Gap> {
  const next = points.find(({ wal }) => numberOf(wal.first, wal.segmentBytes) >= numberOf(hole.next.name, wal.segmentBytes));
  const before = points.findLast(({ wal }) => numberOf(wal.last, wal.segmentBytes) <= numberOf(hole.last.name, wal.segmentBytes));
  const after = (await back(hole.last)) ?? new Date(before?.takenAt ?? 0);
  return { after, before: next && new Date(next.takenAt), missing: hole.missing };
}
