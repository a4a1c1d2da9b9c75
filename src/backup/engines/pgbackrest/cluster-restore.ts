import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Injectable } from '@nestjs/common';
import { errors } from '../../errors.js';
import type { ClusterManifest } from '../../manifest.js';
import type { ClusterSource } from '../../shelf-schema.js';
import type { Vault } from '../../vaults/vault.js';
import type { Place, Progress } from '../engine.js';
import { backrest, inOurWords } from './backrest.js';
import { Clusters, isFilled, owned } from './clusters.js';
import { moveFolder } from './move-folder.js';
import { ownerOf } from './owner.js';
import { dataOf, programsOf, put, type ServerFolder, startServer, stopServer } from './restored-server.js';

type ClusterAt = Place<ClusterSource>;

const SHARE = /\((?:[^(),]*, )?(\d+(?:\.\d+)?)%\)/;
const MAJOR = 'major';

/** Brings a server back into a folder of its own, and lets it recover to the wanted moment. */
@Injectable()
export class ClusterRestore {
  constructor(private readonly clusters: Clusters) {}

  /** Killed, it goes on: files that are already what they must be are not written again. */
  async restore(manifest: ClusterManifest, vault: Vault, place: ClusterAt, progress: Progress): Promise<void> {
    const major = Number.parseInt(manifest.origin.version ?? '', 10);
    await programsOf(major);
    const repository = await this.clusters.repository(place.source, vault, 'prover');
    const at = await this.folder(place, major);
    await stopServer(at);
    const args = [
      `--set=${manifest.repository.snapshot}`,
      `--pg1-path=${dataOf(at)}`,
      '--archive-mode=off',
      '--target-action=promote',
      ...target(manifest, place.until),
      ...(await this.prepared(at)),
    ];
    const child = backrest({ ...repository, owner: at.owner, url: undefined }, 'restore', args);
    child.process.stdin.end();
    createInterface(child.process.stdout).on('line', (line) => {
      const share = SHARE.exec(line)?.[1];
      if (share) progress(Math.round((Number(share) / 100) * manifest.repository.bytes));
    });
    await child.ended.catch((error) => {
      throw inOurWords(error);
    });
    await startServer(at);
  }

  async exists(source: ClusterSource, name: string): Promise<boolean> {
    return existsSync(path.join(this.folderOf(source, name), MAJOR));
  }

  /** The server that stands there, whether it runs or not. */
  async standing({ source, name }: ClusterAt): Promise<ServerFolder> {
    const folder = this.folderOf(source, name);
    const major = Number((await readFile(path.join(folder, MAJOR), 'utf8')).trim());
    return { folder, owner: await ownerOf(this.clusters.place(source).work), major };
  }

  /** Stopped and gone; succeeds too when there is none. */
  async discard(place: ClusterAt): Promise<void> {
    const folder = this.folderOf(place.source, place.name);
    if (existsSync(path.join(folder, MAJOR))) await stopServer(await this.standing(place));
    await rm(folder, { recursive: true, force: true });
  }

  /** To where the source's own server had its data; that one is started by whoever starts it otherwise. */
  async adopt(place: ClusterAt): Promise<void> {
    const { data } = this.clusters.place(place.source);
    const note = path.join(data, 'sinambung-place');
    if ((await readFile(note, 'utf8').catch(() => '')).trim() === place.name) return;
    if (await isFilled(data)) throw errors.nameTaken({ name: data });
    const at = await this.standing(place);
    await stopServer(at);
    await forgetUs(at);
    await put(path.join(dataOf(at), 'sinambung-place'), `${place.name}\n`, at.owner);
    await rm(data, { recursive: true, force: true });
    await moveFolder(dataOf(at), data);
  }

  private folderOf(source: ClusterSource, name: string): string {
    return path.join(this.clusters.place(source).work, name);
  }

  private async folder({ source, name }: ClusterAt, major: number): Promise<ServerFolder> {
    const owner = await ownerOf(this.clusters.place(source).work);
    const folder = this.folderOf(source, name);
    for (const one of [folder, path.join(folder, 'data')]) await owned(one, owner);
    await put(path.join(folder, MAJOR), `${major}\n`, owner);
    return { folder, owner, major };
  }

  private async prepared(at: ServerFolder): Promise<string[]> {
    const data = dataOf(at);
    // Of a server that is no more; pgBackRest would believe it.
    await rm(path.join(data, 'postmaster.pid'), { force: true });
    if (existsSync(path.join(data, 'PG_VERSION')) || existsSync(path.join(data, 'backup.manifest'))) return ['--delta'];
    await rm(data, { recursive: true, force: true });
    await owned(data, at.owner);
    return [];
  }
}

/** The point's own moment is named in the log; any other one is found by the time of the commits. */
function target({ moment }: ClusterManifest, until?: Date): string[] {
  return until
    ? ['--type=time', `--target=${until.toISOString().replace('T', ' ').replace('Z', '+00')}`]
    : ['--type=name', `--target=${moment.name}`];
}

/** It must archive again once it is the server of the source. */
async function forgetUs(at: ServerFolder): Promise<void> {
  const file = path.join(dataOf(at), 'postgresql.auto.conf');
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, lines.filter((line) => !/^archive_mode = 'off'$/.test(line)).join('\n'));
}
