import { Injectable } from '@nestjs/common';
import { errors } from '../../errors.js';
import { type ClusterManifest, sha256 } from '../../manifest.js';
import type { ClusterSource } from '../../shelf-schema.js';
import { objectsBelow } from '../../vaults/objects.js';
import type { Vault } from '../../vaults/vault.js';
import { Zones } from '../../zones.js';
import type { Taken } from '../engine.js';
import { withSession } from '../pg-session.js';
import { PointFiles } from '../point-files.js';
import { backrestOutput, backrestVersion, type Repository } from './backrest.js';
import { Clusters, repositoryOf } from './clusters.js';
import { type Listed, listed, listText, readList } from './file-list.js';
import { type BackupInfo, kindDue, pointOf, readInfo } from './info.js';
import { markMoment } from './moment.js';
import { checkParts, partsIn } from './parts.js';
import { pointList, writePointList } from './point-lists.js';
import { holes, numberOf, segmentsIn } from './wal.js';

const ORIGIN = `select current_database() as database, current_setting('server_version') as version,
  current_setting('data_directory') as data, pg_encoding_to_char(encoding) as encoding,
  (select setting::bigint from pg_settings where name = 'wal_segment_size') as segment_bytes
  from pg_database where datname = current_database()`;

/** A backup by pgBackRest, then a named point in the log, which the vault holds before this is done. */
@Injectable()
export class ClusterTake {
  constructor(
    private readonly clusters: Clusters,
    private readonly pointFiles: PointFiles,
    private readonly zones: Zones,
  ) {}

  async take(source: ClusterSource, pointId: string, vault: Vault): Promise<Taken> {
    if (vault.id !== source.vaults[0]) throw errors.logGoesElsewhere({ vault: source.vaults[0] });
    const tool = await backrestVersion();
    const repository = await this.clusters.repository(source, vault, 'writer');
    await backrestOutput(repository, 'stanza-create');
    const made = await this.backup(source, repository, pointId);
    return this.describe(source, pointId, vault, repository, made, tool).catch(async (error) => {
      await this.undo(repository, made.backup);
      throw error;
    });
  }

  private async describe(
    source: ClusterSource,
    pointId: string,
    vault: Vault,
    repository: Repository,
    { backup, archive }: Made,
    tool: string,
  ): Promise<Taken> {
    const { url } = this.clusters.place(source);
    const { moment, at, segment, facts } = await markMoment(url, pointId);
    await backrestOutput(repository, 'check');
    const { segment_bytes, ...origin } = await originOf(url);
    const wal = { first: backup.archive.start, last: segment, archive, segmentBytes: Number(segment_bytes) };
    const list = listText(await this.files(source, vault, repository, backup.label, wal));
    const files = readList(list);
    const manifest: ClusterManifest = {
      format: 'sinambung-manifest-1',
      sourceId: source.id,
      pointId,
      takenAt: at.toISOString(),
      engine: 'pgbackrest',
      tool,
      origin,
      repository: {
        path: repositoryOf(source.id),
        snapshot: backup.label,
        added: files.reduce((sum, { bytes }) => sum + bytes, 0),
        kind: backup.type,
        bytes: backup.info.size,
        files: { count: files.length, sha256: sha256(list) },
        standsOn: await this.standsOn(source, vault, repository, backup, wal),
      },
      wal,
      moment,
      ...facts,
    };
    await writePointList(manifest, vault, list);
    await this.pointFiles.describe(manifest, vault);
    return { bytes: manifest.repository.added, rawBytes: backup.info.size, sha256: sha256(list), manifest };
  }

  /** What was not finished is not stood upon; the only full backup that there is cannot go, and does no harm. */
  private async undo(repository: Repository, { label }: BackupInfo): Promise<void> {
    await backrestOutput({ ...repository, url: undefined }, 'expire', [`--set=${label}`]).catch(() => undefined);
  }

  /** One that was made for this point before we were killed is not made again. */
  private async backup(source: ClusterSource, repository: Repository, pointId: string): Promise<Made> {
    const { backups: before } = await infoOf(repository);
    if (!before.some((one) => pointOf(one) === pointId)) {
      const kind = kindDue(
        source.schedule,
        before,
        await serverClock(this.clusters.place(source).url),
        await this.zones.of(source),
      );
      await backrestOutput(repository, 'backup', [`--type=${kind}`, `--annotation=point=${pointId}`]);
    }
    const { backups, archive } = await infoOf(repository);
    const made = backups.filter((one) => pointOf(one) === pointId);
    const backup = made.at(-1);
    if (!backup) throw errors.cutShort({ detail: 'info' });
    if (backup.error) throw errors.damaged({ detail: `${backup.label}: page checksums` });
    await this.tidy(repository, made.slice(0, -1));
    return { backup, archive: archive as string };
  }

  /** What we left when we were killed: halves of backups, and one that was whole before pgBackRest had noted it down. */
  private async tidy(repository: Repository, twins: readonly BackupInfo[]): Promise<void> {
    const offline = { ...repository, url: undefined };
    for (const { label } of twins) await backrestOutput(offline, 'expire', [`--set=${label}`]);
    await backrestOutput(offline, 'expire');
  }

  /** The files that the backup brought, and the log from its begin to the moment; each is what pgBackRest meant to write. */
  private async files(
    source: ClusterSource,
    vault: Vault,
    repository: Repository,
    label: string,
    { first, last, archive, segmentBytes }: ClusterManifest['wal'],
  ): Promise<Listed[]> {
    const at = repositoryOf(source.id);
    const folder = `${at}/backup/${source.id}/${label}`;
    const manifest = await backrestOutput({ ...repository, url: undefined }, 'repo-get', [
      `backup/${source.id}/${label}/backup.manifest`,
    ]);
    await checkParts(vault, folder, partsIn(manifest.toString()));
    const log = await objectsBelow(vault, `${at}/archive/${source.id}/${archive}/`);
    const [from, to] = [first, last].map((name) => numberOf(name, segmentBytes)) as [number, number];
    const isOurs = ({ name }: { name: string }) => numberOf(name, segmentBytes) >= from && numberOf(name, segmentBytes) <= to;
    const segments = segmentsIn(
      log.map(({ key }) => key),
      segmentBytes,
    ).filter(isOurs);
    const wanted = new Set(segments.map(({ key }) => key));
    const [gap] = holes(segments, first, segmentBytes);
    if (gap) throw errors.walNotArrived({ detail: gap.missing.join(', ') });
    if (segments.at(-1)?.name !== last) throw errors.walNotArrived({ detail: last });
    return listed(vault, [...(await objectsBelow(vault, `${folder}/`)), ...log.filter(({ key }) => wanted.has(key))]);
  }

  /** A backup of which we were killed before its list was written gets one now. */
  private async standsOn(
    source: ClusterSource,
    vault: Vault,
    repository: Repository,
    { reference, label }: BackupInfo,
    { archive, segmentBytes }: ClusterManifest['wal'],
  ): Promise<ClusterManifest['repository']['standsOn']> {
    const { backups } = await infoOf(repository);
    const found: ClusterManifest['repository']['standsOn'] = [];
    for (const snapshot of (reference ?? []).filter((one) => one !== label)) {
      const on = backups.find((one) => one.label === snapshot);
      const pointId = on && pointOf(on);
      if (!pointId) throw errors.noSuchObject({ vault: vault.id, key: snapshot });
      const point = { sourceId: source.id, pointId };
      const wal = { first: on.archive.start, last: on.archive.stop, archive, segmentBytes };
      const list = await pointList(point, vault).catch(async (error) => {
        if (error.code !== 'backup.no-such-object') throw error;
        return writePointList(point, vault, listText(await this.files(source, vault, repository, snapshot, wal)));
      });
      found.push({ snapshot, pointId, sha256: sha256(list) });
    }
    return found;
  }
}

interface Made {
  backup: BackupInfo;
  /** Which log archive belongs to it. */
  archive: string;
}

export async function infoOf(repository: Repository): Promise<ReturnType<typeof readInfo>> {
  return readInfo((await backrestOutput({ ...repository, url: undefined }, 'info', ['--output=json'])).toString());
}

/** By which pgBackRest, on the same machine, says when a backup was made. */
async function serverClock(url: string): Promise<Date> {
  const asked = 'select clock_timestamp() as at';
  const { at } = await withSession(url, async (client) => (await client.query<{ at: Date }>(asked)).rows[0]!);
  return at;
}

function originOf(url: string): Promise<Record<string, string>> {
  return withSession(
    url,
    async (client) => (await client.query<Record<string, string>>(ORIGIN)).rows[0] as Record<string, string>,
  );
}
