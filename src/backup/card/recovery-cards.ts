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

const HEADINGS = [
  ...['author', 'title', 'sealed', 'what', 'point', 'vaults', 'signature', 'sequence', 'keys', 'no-keys', 'call'],
  ...['where', 'do', 'rescue', 'standard', 'apps', 'none'],
];
const ZONE = 'Asia/Jakarta';

/** One page for a sealed envelope: all that is needed to bring a source back when the server is gone, and no secret. */
@Injectable()
export class RecoveryCards {
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
    const { sequence, fingerprint } = await this.catalogue.now();
    const { recipients } = this.shelf.escrow;
    return {
      words: Object.fromEntries(HEADINGS.map((key) => [key, this.t(key)])),
      banner: this.instance.kind === 'production' ? null : this.t(`banner.${this.instance.kind}`),
      printed: this.t('printed', { at: this.at(this.clock.now()) }),
      name: source.name,
      engine: this.t('engine', { engine: source.engine, id: source.id }),
      point: point ? this.pointLine(point) : this.t('no-point'),
      vaults: source.vaults.map((id) => ({ id, address: this.address(this.shelf.vault(id)) })),
      sequence: String(sequence),
      fingerprint: fingerprint.match(/.{1,8}/g) ?? [],
      keys: recipients.map(({ holder, kept }) => this.t('key', { holder, kept })),
      call: await this.contacts(source),
      where: this.where(source),
      commands: this.commands(source, point, sequence, fingerprint),
      apps: this.t(isOwn(source) ? 'apps-own' : 'apps-other', { setting: settingOf(source) }),
    };
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
    if (isOwn(source)) return this.t('where-own');
    if (source.engine === 'pgbackrest') return this.t('where-setting', { setting: source.cluster.work });
    const restore = source.engine === 'restic' ? source.folder.restore : source.connection.restore;
    return restore ? this.t('where-setting', { setting: restore }) : this.t('where-same');
  }

  private address(entry: VaultEntry): string {
    if (entry.kind === 'folder')
      return this.t('folder', { place: entry.site ?? entry.id, path: path.resolve(this.config.data, entry.path) });
    const { bucket, endpoint = '-' } = this.credentials.place(entry);
    return `s3://${bucket} (${endpoint})`;
  }

  /** What to type: with this product, and without it. */
  private commands(source: Source, point: Point | undefined, sequence: number, fingerprint: string) {
    const { vault, reached } = this.forRescue(this.shelf.vault(source.vaults[0]!));
    const settings = `export SINAMBUNG_KIND=${this.instance.kind} SINAMBUNG_DATA=FOLDER_KOSONG${reached}`;
    const card = `--fingerprint ${fingerprint.slice(0, 32)} --sequence ${sequence}`;
    const rescue = `${settings}\nsinambung rescue ${vault} --identity KUNCI.txt \\\n  ${card}`;
    const shelf = 'export SINAMBUNG_BACKUP_SHELF=$SINAMBUNG_DATA/backup';
    const place = `${source.id}/${point?.id ?? 'TITIK'}`;
    return {
      rescue: `${rescue} --yes --no-start\n${shelf}   # ${this.t('mend-shelf')}\n${isOwn(source) ? 'npm start' : `sinambung restore ${source.id} --yes`}`,
      standard: source.engine === 'dump' ? this.byHand(source, place) : this.t('see-vault', { place }),
    };
  }

  /** A rescue knows no shelf yet, and so no prefix of a vault's settings. */
  private forRescue(entry: VaultEntry): { vault: string; reached: string } {
    // The folder of a machine that is gone is nowhere: what matters is where its disk is now.
    if (entry.kind === 'folder') return { vault: 'BRANKAS', reached: '' };
    const { bucket, endpoint = '-', region } = this.credentials.place(entry);
    const keys = 'SINAMBUNG_S3_ACCESS_KEY=KUNCI_AKSES SINAMBUNG_S3_SECRET_KEY=KUNCI_RAHASIA';
    return {
      vault: `s3://${bucket}`,
      reached: `\nexport SINAMBUNG_S3_ENDPOINT=${endpoint} SINAMBUNG_S3_REGION=${region}\nexport ${keys}`,
    };
  }

  private byHand({ system }: { system: string }, place: string): string {
    const client = system === 'mariadb' ? 'mariadb --binary-mode NAMA_BARU' : 'psql -X -v ON_ERROR_STOP=1 --dbname=NAMA_BARU';
    const open = 'age -d -i KUNCI.txt dump.sql.zst.age | zstd -d';
    return `cd ${place} && sha256sum -c SHA256SUMS\n${open} \\\n  | ${client}`;
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
