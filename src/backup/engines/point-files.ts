import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { type Locale, Texts } from '../../platform/index.js';
import { errors } from '../errors.js';
import {
  type Content,
  checksumText,
  contents,
  type DumpManifest,
  type Manifest,
  manifestText,
  type PointName,
  sha256,
  systemOf,
} from '../manifest.js';
import { writeText } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import { asDamage } from './sealing.js';
import { EndGate, Meter } from './streams.js';

const MANIFEST = 'manifest.json';
const HOW_TO = 'RESTORE.txt';
const SUMS = 'SHA256SUMS';

/** The files of one point in a vault: `<source>/<point>/` with the content, its manifest, how to restore it, and all digests. */
@Injectable()
export class PointFiles {
  constructor(private readonly texts: Texts) {}

  key({ sourceId, pointId }: PointName, file: string): string {
    return `${sourceId}/${pointId}/${file}`;
  }

  /** Written after the content, so that a point with SHA256SUMS is a whole one. */
  async describe(manifest: Manifest, vault: Vault): Promise<void> {
    for (const [file, text] of this.texted(manifest)) await writeText(vault, this.key(manifest, file), text);
    await writeText(vault, this.key(manifest, SUMS), this.sums(manifest));
  }

  /** Every byte of every file. */
  async verify(manifest: Manifest, vault: Vault): Promise<void> {
    for (const { file, sha256 } of this.digests(manifest)) {
      const meter = new Meter();
      const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
      await pipeline(await vault.get(this.key(manifest, file)), meter, nowhere).catch((error) => {
        throw asDamage(error);
      });
      if (meter.sha256 !== sha256) throw errors.damaged({ vault: vault.id, detail: `${file}: ${meter.sha256} ≠ ${sha256}` });
    }
  }

  async replicate(manifest: Manifest, from: Vault, to: Vault): Promise<void> {
    for (const content of contents(manifest)) await this.carry(manifest, content, from, to);
    await this.describe(manifest, to);
  }

  remove(manifest: Manifest, vault: Vault): Promise<void> {
    return this.clear(
      manifest,
      vault,
      contents(manifest).map(({ file }) => file),
    );
  }

  /** With these beside what describes the point. */
  async clear(point: PointName, vault: Vault, files: readonly string[] = []): Promise<void> {
    for (const file of [SUMS, MANIFEST, HOW_TO, ...files]) await vault.remove(this.key(point, file));
  }

  /** What arrives is measured on its way, and damage sees no end of the stream: a writer could not delete what it has stored. */
  private async carry(manifest: Manifest, { file, bytes: expected, sha256 }: Content, from: Vault, to: Vault): Promise<void> {
    const meter = new Meter();
    const gate = new EndGate(() => {
      if (meter.bytes !== expected || meter.sha256 !== sha256)
        throw errors.damaged({ vault: from.id, detail: `${file}: ${meter.sha256} ≠ ${sha256}` });
    });
    const body = await from.get(this.key(manifest, file));
    body.once('error', (error) => meter.destroy(error));
    meter.once('error', (error) => gate.destroy(error));
    await to.put(this.key(manifest, file), body.pipe(meter).pipe(gate));
  }

  private texted(manifest: Manifest): [string, string][] {
    return [
      [MANIFEST, manifestText(manifest)],
      [HOW_TO, this.howTo(manifest)],
    ];
  }

  private digests(manifest: Manifest): { file: string; sha256: string }[] {
    const texts = this.texted(manifest).filter(([file]) => file === MANIFEST);
    return [...contents(manifest), ...texts.map(([file, text]) => ({ file, sha256: sha256(text) }))];
  }

  private sums(manifest: Manifest): string {
    return checksumText([
      ...contents(manifest),
      ...this.texted(manifest).map(([name, text]) => ({ file: name, sha256: sha256(text) })),
    ]);
  }

  private howTo(manifest: Manifest): string {
    const how = (locale: Locale) =>
      manifest.engine === 'dump' ? this.ofDump(manifest, locale) : [this.ofRepository(manifest, locale)];
    return `${[...how('id'), ...how('en')].join('\n\n')}\n`;
  }

  private ofDump(manifest: DumpManifest, locale: Locale): string[] {
    const { origin, sourceId: source, content, roles, rights, takenAt } = manifest;
    const words = { ...origin, source, file: content.file, roles: roles?.content.file, rights: rights?.file, takenAt };
    const system = systemOf(manifest);
    const beside = roles ? [`${system}-roles`] : ['no-roles'];
    if (rights) beside.push(`${system}-rights`);
    else if (roles && system === 'postgresql') beside.push('no-rights');
    return [system, ...beside].map((part) => this.texts.t(locale, `backup:how-to.${part}`, words));
  }

  private ofRepository(manifest: Exclude<Manifest, DumpManifest>, locale: Locale): string {
    const { engine, origin, sourceId: source, pointId: point, takenAt, repository } = manifest;
    const moment = manifest.engine === 'pgbackrest' ? manifest.moment.name : undefined;
    return this.texts.t(locale, `backup:how-to.${engine}`, {
      ...{ ...origin, source, point, takenAt, moment },
      snapshot: repository.snapshot,
    });
  }
}
