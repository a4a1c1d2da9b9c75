import type { Reach, Restore, RestorePreview, RestoreStanding, RightsGiven, SeriesForesight, WaysIn } from '../backup/index.js';

import { counted } from './counted.js';

const MB = 1e6;
type Table = (rows: (string | number)[][]) => string[];

const megabytes = (bytes: number | undefined) => (bytes === undefined ? '?' : `${(bytes / MB).toFixed(1)} MB`);

export function previewLines({ point, until, reach, lostMs, newer, estimatedSeconds, measured, room }: RestorePreview): string[] {
  const tables = point.manifest?.tables ?? [];
  const [part, one] = point.manifest?.engine === 'restic' ? ['folder', 'file'] : ['table', 'row'];
  return [
    ...(until ? [`to ${until.toISOString()}`] : []),
    `from ${point.id} (${point.state}), data of ${point.takenAt?.toISOString()}: ${counted(sum(tables), one)} in ${counted(tables.length, part)}`,
    `loses the work of the last ${(lostMs / 3_600_000).toFixed(1)} hours`,
    ...newerLines(newer, part, one),
    estimatedSeconds === undefined || !measured
      ? 'how long it takes was never measured'
      : `takes about ${Math.ceil(estimatedSeconds)} s, as the last ${measured.what} took (${measured.at.toISOString()})`,
    `goes to ${room.server ?? 'an unknown place'}: ${roomLine(room)}`,
    ...(reach ? reachLines(reach) : []),
  ];
}

function reachLines({ from, to, gaps }: Reach): string[] {
  return [
    `any moment from ${from.toISOString()} to ${to.toISOString()} with --until`,
    ...gaps.map(
      ({ after, before, missing }) =>
        `but not between ${after.toISOString()} and ${before?.toISOString() ?? 'the next backup'}: ${missing.join(', ')} missing`,
    ),
  ];
}

function newerLines(newer: RestorePreview['newer'], part: string, one: string): string[] {
  if (!newer) return ['what came since then could not be counted'];
  if (newer.tables.length === 0) return [`every ${part} has as many ${one}s as then; ${one}s that were only changed do not show`];
  return [
    `about ${counted(newer.rows, `newer ${one}`)} will be lost, ${newer.fewer} gone since will come back${newer.isEstimate ? ' (partly an estimate)' : ''}`,
    ...newer.tables.map(({ name, rowsThen, rowsNow }) => `  ${name}: ${rowsThen} then, ${rowsNow} now`),
  ];
}

function roomLine({ fits, freeBytes, neededBytes }: RestorePreview['room']): string {
  if (fits === 'no') return `not enough room: ${megabytes(freeBytes)} free, needs ${megabytes(neededBytes)}`;
  if (freeBytes === undefined) return 'free room not known from here';
  return `${megabytes(freeBytes)} free, needs ${neededBytes === undefined ? 'an amount never measured' : megabytes(neededBytes)}`;
}

export function progressLine({ phase, bytesDone, bytesTotal, pace }: RestoreStanding): string {
  const rate = pace.bytesPerSecond === undefined ? '' : `, ${(pace.bytesPerSecond / MB).toFixed(1)} MB/s`;
  const left = pace.secondsLeft === undefined ? '' : `, ${Math.ceil(pace.secondsLeft)} s left`;
  return `${phase}: ${(bytesDone / MB).toFixed(1)} of ${(bytesTotal / MB).toFixed(1)} MB${rate}${left}`;
}

/** How it went, and what may be done with it. */
export function resultLines(
  { id, state, nowAs, seconds, proof, trouble, answer, nextWay, dueAt }: RestoreStanding,
  table: Table,
): string[] {
  if (state === 'failed') return [`failed: ${trouble?.code}: ${trouble?.detail}`];
  if (state === 'refused') return [`refused: ${answer}`];
  if (state === 'asked') return askedLines({ id, dueAt });
  if (state === 'expired') return [`expired: nobody answered until ${dueAt?.toISOString()}; nothing was done`];
  if (state !== 'done') return [`${id} ${state}`];
  const tables =
    proof?.tables.map(({ name, rowsThen, rowsNow, same }) => [name, rowsThen, rowsNow, same ? 'same' : 'DIFFERENT']) ?? [];
  const held = proof?.assertions.map(({ name, held }) => `${held ? 'holds' : 'BROKEN'}: ${name}`) ?? [];
  return [
    `restored as ${nowAs} in ${seconds?.toFixed(1)} s`,
    ...(tables.length > 0 ? table([['table', 'rows then', 'rows now', 'content'], ...tables]) : []),
    ...held,
    ...rightsLines(proof?.rights),
    ...(nextWay === 'forth' ? [`to give it the name of the original: sinambung restore switch ${id}`] : []),
  ];
}

function rightsLines(rights: RightsGiven | undefined): string[] {
  if (!rights) return [];
  const { given, lacking, first } = rights;
  return [
    `owners, privileges and settings given back: ${given}; could not be given: ${lacking}`,
    ...first.map(({ sql, reason }) => `  ${sql}: ${reason}`),
    ...(lacking > first.length ? [`  and ${lacking - first.length} more`] : []),
  ];
}

export function askedLines({ id, dueAt }: Pick<Restore, 'id' | 'dueAt'>): string[] {
  return [
    `asked: nothing was done; it may be approved until ${dueAt?.toISOString()}`,
    `a second person: sinambung restore approve ${id}, or on its page`,
  ];
}

export function switchLines({ id, originalName, nextWay, lastSwitch }: RestoreStanding): string[] {
  if (!lastSwitch) return [];
  const { state, way, kept, dropsKept, trouble } = lastSwitch;
  if (state === 'failed') return [`names not changed: ${trouble?.code}: ${trouble?.detail}`];
  if (state === 'running') return ['names are being changed'];
  const old = dropsKept ? 'the old one is dropped' : `the other one is kept as ${kept}`;
  return [
    `${originalName} holds ${way === 'forth' ? 'what was restored' : 'its former data again'}${kept ? `; ${old}` : ''}`,
    ...(nextWay === 'back' ? [`to change back: sinambung restore switch ${id} --back`] : []),
  ];
}

export function waysLines(ways: WaysIn | undefined): string[] {
  if (!ways) return [];
  if (ways.isUnchanged) return ['applications find it under the name that they know: nothing to change'];
  const snippets = ways.snippets.flatMap(({ kind, text }) => [`# ${kind}`, text]);
  const password = ways.passwordIn ? ` (the password is in ${ways.passwordIn})` : '';
  return [`how applications find it${password}:`, ...snippets];
}

/** Of several, before they begin: each with what stands in its way, or what it would do. */
export function seriesPreviewLines({ steps, estimatedSeconds, canBegin }: SeriesForesight): string[] {
  const lines = steps.flatMap(({ sourceId, preview, trouble }, index) => [
    `${index + 1}. ${sourceId}`,
    ...(preview ? previewLines(preview) : [`cannot be restored: ${trouble?.code}: ${trouble?.detail}`]).map(
      (line) => `   ${line}`,
    ),
  ]);
  const time = estimatedSeconds === undefined ? 'an unknown time' : `about ${Math.ceil(estimatedSeconds)} s`;
  return [...lines, canBegin ? `all of it takes ${time}` : 'none begins while one of them cannot be restored'];
}

/** Which of several is at work. */
export function seriesLine(restores: RestoreStanding[]): string {
  const at = restores.find(({ state }) => state === 'running');
  return at ? `${restores.indexOf(at) + 1} of ${restores.length}, ${at.sourceId}: ${progressLine(at)}` : 'all ended';
}

export function seriesRows(restores: RestoreStanding[]): (string | number)[][] {
  const rows = restores.map(({ sourceId, state, nowAs, seconds, trouble }) => [
    sourceId,
    state,
    state === 'done' ? nowAs : '-',
    seconds === undefined ? '-' : `${seconds.toFixed(1)} s`,
    trouble ? `${trouble.code}: ${trouble.detail}` : '',
  ]);
  return [['source', 'state', 'as', 'took', 'trouble'], ...rows];
}

function sum(tables: readonly { rows: number }[]): number {
  return tables.reduce((total, { rows }) => total + rows, 0);
}
