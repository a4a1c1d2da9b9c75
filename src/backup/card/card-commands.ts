import type { DumpManifest } from '../manifest.js';
import type { Source } from '../shelf-schema.js';

/** A word of the card, in its language. */
export type Say = (key: string, words?: Record<string, unknown>) => string;

export interface RescueFacts {
  kind: string;
  /** As `rescue` takes it: `s3://bucket`, or a word for the folder that is there now. */
  vault: string;
  /** Settings by which it is reached, a line each. */
  reached: readonly string[];
  fingerprint: string;
  sequence: number;
}

const EXAMPLES = {
  postgresql: 'postgresql://PENGGUNA:SANDI@SERVER:5432/postgres',
  mariadb: 'mariadb://PENGGUNA:SANDI@SERVER:3306/mysql',
};

/** From an empty machine to this source, in the order in which it is typed. */
export function rescueCommands(source: Source, facts: RescueFacts, say: Say): string {
  const { kind, vault, reached, fingerprint, sequence } = facts;
  const rescue = `sinambung rescue ${vault} $KARTU`;
  return [
    'npm ci && npm run build',
    'sinambung() { npm run -s sinambung -- "$@"; }',
    `export SINAMBUNG_KIND=${kind} SINAMBUNG_DATA=FOLDER_KOSONG`,
    ...reached,
    `KARTU="--identity KUNCI.txt --fingerprint ${fingerprint.slice(0, 32)} --sequence ${sequence}"`,
    `${rescue}   # ${say('plan-only')}`,
    `${rescue} --yes --no-start   # ${say('does-it')}`,
    `export SINAMBUNG_BACKUP_SHELF=$SINAMBUNG_DATA/backup   # ${say('mend-shelf')}`,
    ...goingOn(source, say),
  ].join('\n');
}

/** The settings that a restore of this source reads, and that nobody has set on an empty machine. */
export function settingsNeeded(source: Source): { name: string; example: string }[] {
  if (source.engine === 'pgbackrest') {
    const { setting, data, work } = source.cluster;
    return [{ name: setting, example: EXAMPLES.postgresql }, ...[data, work].map((name) => ({ name, example: 'FOLDER' }))];
  }
  if (source.engine === 'restic') return [{ name: source.folder.restore ?? source.folder.setting, example: 'FOLDER' }];
  const { connection, system } = source;
  return connection.own ? [] : [{ name: connection.restore ?? connection.setting, example: EXAMPLES[system] }];
}

/** The same steps as in the point's RESTORE.txt; `place` is its folder in the vault. */
export function byHand({ system, origin, content, roles, rights }: DumpManifest, place: string, say: Say): string {
  const opened = (file: string) => `age -d -i KUNCI.txt ${file} | zstd -d`;
  const begin = [`cd ${place} && sha256sum -c SHA256SUMS`];
  if (system === 'mariadb') {
    const create = `CREATE DATABASE NAMA_BARU CHARACTER SET ${origin.charset} COLLATE ${origin.collate}`;
    const given = roles ? [`${opened(roles.content.file)} | mariadb   # ${say('locked')}`] : [];
    return [...begin, `mariadb -e '${create}'`, `${opened(content.file)} | mariadb --binary-mode NAMA_BARU`, ...given].join('\n');
  }
  const locale = `--encoding=${origin.encoding} --lc-collate=${origin.collate} --lc-ctype=${origin.ctype}`;
  return [
    ...begin,
    `export PGHOST=SERVER PGUSER=postgres   # ${say('server')}`,
    ...(roles ? [`${opened(roles.content.file)} | psql -X --dbname=postgres   # ${say('roles')}`] : []),
    `createdb --template=template0 ${locale} NAMA_BARU`,
    `${opened(content.file)} | psql -X -v ON_ERROR_STOP=1 --dbname=NAMA_BARU`,
    ...(rights ? [`${opened(rights.file)} | psql -X --dbname=NAMA_BARU   # ${say('rights')}`] : []),
  ].join('\n');
}

function goingOn(source: Source, say: Say): string[] {
  const needed = settingsNeeded(source);
  // The server needs a newer Node than an empty machine has; npm has installed it here.
  if (needed.length === 0) return ['node_modules/.bin/node dist/main.js'];
  const settings = needed.map(({ name, example }) => `export ${name}=${example}   # ${say('fill-in')}`);
  return [...settings, `sinambung restore ${source.id} --yes`];
}
