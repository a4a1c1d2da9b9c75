import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { Clock, Config, Documents, formatDateTime, Instance, Texts } from '../../platform/index.js';
import { CatalogueStanding } from '../catalogue/catalogue-standing.js';
import { PointStore } from '../point-store.js';
import { Shelf } from '../shelf.js';
import { isOwn, type Source, type VaultEntry } from '../shelf-schema.js';
import type { Point } from '../types.js';
import { Credentials } from '../vaults/credentials.js';
import { byHand, type RescueFacts, rescueCommands, type Say, settingsNeeded } from './card-commands.js';

const HEADINGS = [
  ...['author', 'title', 'sealed', 'what', 'needed', 'point', 'vaults', 'source-vaults', 'no-copy', 'signature', 'sequence'],
  ...['keys', 'no-keys', 'call', 'where', 'do', 'rescue', 'standard', 'apps', 'none'],
];
const ZONE = 'Asia/Jakarta';

/** One page for a sealed envelope: all that is needed to bring a source back when the server is gone, and no secret. */
@Injectable()
export class RecoveryCards {
  private readonly say: Say = (key, words) => this.t(`step.${key}`, words);

  constructor(
    private readonly shelf: Shelf,
    private readonly credentials: Credentials,
    private readonly points: PointStore,
    private readonly catalogue: CatalogueStanding,
    private readonly directory: Directory,
    private readonly documents: Documents,
    private readonly texts: Texts,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly instance: Instance,
  ) {}

  /** PDF/A in Indonesian. Throws `backup.no-such-source`. */
  async pdf(sourceId: string): Promise<{ pdf: Buffer; name: string }> {
    const data = await this.data(this.shelf.source(sourceId));
    return { pdf: await this.documents.render('letters/recovery-card', data), name: `kartu-pemulihan-${sourceId}.pdf` };
  }

  private async data(source: Source): Promise<object> {
    const [point] = await this.points.whole(source.id);
    const { fingerprint, sequence } = await this.catalogue.now();
    const { recipients } = this.shelf.escrow;
    const own = this.shelf.sources.find(isOwn);
    const vaults = own ? await this.holding(own) : [];
    const sourceVaults = isOwn(source) ? [] : await this.holding(source);
    return {
      words: Object.fromEntries(HEADINGS.map((key) => [key, this.t(key)])),
      banner: this.instance.kind === 'production' ? null : this.t(`banner.${this.instance.kind}`),
      printed: this.t('printed', { at: this.at(this.clock.now()) }),
      name: source.name,
      engine: this.t('engine', { engine: source.engine, id: source.id }),
      program: this.t('program', { version: this.config.version }),
      point: point ? this.pointLine(point) : this.t('no-point'),
      vaults: this.addresses(vaults),
      sourceVaults: isOwn(source) ? null : this.addresses(sourceVaults),
      sequence: String(sequence),
      fingerprint: fingerprint.match(/.{1,8}/g) ?? [],
      keys: recipients.map(({ holder, kept }) => this.t('key', { holder, kept })),
      call: await this.contacts(source),
      where: this.where(source),
      commands: {
        rescue: vaults[0]
          ? rescueCommands(source, this.forRescue(vaults[0], fingerprint, sequence), this.say)
          : this.t('no-rescue'),
        standard: await this.byHand(source, point),
      },
      apps: this.t(isOwn(source) ? 'apps-own' : 'apps-other', { setting: settingOf(source) }),
    };
  }

  /** Those of its vaults in which its newest whole point lies whole, in its order. */
  private async holding(source: Source): Promise<VaultEntry[]> {
    const [point] = await this.points.whole(source.id);
    const copies = point ? await this.points.copies(point.id) : [];
    const held = new Set(copies.filter(({ state }) => state === 'verified').map(({ vaultId }) => vaultId));
    return source.vaults.filter((id) => held.has(id)).map((id) => this.shelf.vault(id));
  }

  private addresses(vaults: readonly VaultEntry[]): object[] {
    return vaults.map((entry) => ({ id: entry.id, address: this.address(entry) }));
  }

  private pointLine({ id, takenAt, state }: Point): string {
    return this.t('point-line', { at: this.at(takenAt!), state: this.texts.t('id', `backup:state.${state}`), id });
  }

  /** Functions and their telephones, never a person. */
  private async contacts(source: Source): Promise<string[]> {
    const holders = this.shelf.escrow.recipients.map(({ holder }) => this.t('call-holder', { holder }));
    if (!source.office) return holders;
    const { name, phone, contact } = await this.directory.office(source.office);
    const own = contact ? [this.t('call-contact', { role: contact.role, phone: contact.phone ?? phone ?? '-' })] : [];
    const desk = phone ? [this.t('call-office', { name, phone })] : [];
    return [...own, ...desk, ...holders];
  }

  private where(source: Source): string {
    const settings = settingsNeeded(source).map(({ name }) => name);
    return settings.length === 0 ? this.t('where-own') : this.t('where-setting', { setting: settings.join(', ') });
  }

  private address(entry: VaultEntry): string {
    if (entry.kind === 'folder')
      return this.t('folder', { place: entry.site ?? entry.id, path: path.resolve(this.config.data, entry.path) });
    const { bucket, endpoint = '-' } = this.credentials.place(entry);
    return `s3://${bucket} (${endpoint})`;
  }

  /** A rescue knows no shelf yet, and so no prefix of a vault's settings. */
  private forRescue(entry: VaultEntry, fingerprint: string, sequence: number): RescueFacts {
    const signed = { kind: this.instance.kind, fingerprint, sequence };
    // The folder of a machine that is gone is nowhere: what matters is where its disk is now.
    if (entry.kind === 'folder') return { ...signed, vault: 'BRANKAS', reached: [] };
    const { bucket, endpoint = '-', region } = this.credentials.place(entry);
    const keys = 'SINAMBUNG_S3_ACCESS_KEY=KUNCI_AKSES SINAMBUNG_S3_SECRET_KEY=KUNCI_RAHASIA';
    const reached = [`export SINAMBUNG_S3_ENDPOINT=${endpoint} SINAMBUNG_S3_REGION=${region}`, `export ${keys}`];
    return { ...signed, vault: `s3://${bucket}`, reached };
  }

  private async byHand(source: Source, newest: Point | undefined): Promise<string> {
    const place = `${source.id}/${newest?.id ?? 'TITIK'}`;
    const { manifest } = newest ? await this.points.get(newest.id) : {};
    return manifest?.engine === 'dump' ? byHand(manifest, place, this.say) : this.t('see-vault', { place });
  }

  private at(moment: Date): string {
    return formatDateTime(moment, 'id', ZONE);
  }

  private t(key: string, words: Record<string, unknown> = {}): string {
    return this.texts.t('id', `backup:card.${key}`, words as never);
  }
}

function settingOf(source: Source): string {
  if (source.engine === 'pgbackrest') return source.cluster.setting;
  if (source.engine === 'restic') return source.folder.setting;
  return source.connection.own ? 'DATABASE_URL' : source.connection.setting;
}
