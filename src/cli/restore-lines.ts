import type { Reach, Restore, RestorePreview, RestoreStanding, WaysIn } from '../backup/index.js';

const MB = 1e6;
type Table = (rows: (string | number)[][]) => string[];

const megabytes = (bytes: number | undefined) => (bytes === undefined ? '?' : `${(bytes / MB).toFixed(1)} MB`);

export function previewLines({ point, until, reach, lostMs, newer, estimatedSeconds, measured, room }: RestorePreview): string[] {
  const tables = point.manifest?.tables ?? [];
  return [
    ...(until ? [`to ${until.toISOString()}`] : []),
    `from ${point.id} (${point.state}), data of ${point.takenAt?.toISOString()}: ${sum(tables)} rows in ${tables.length} tables`,
    `loses the work of the last ${(lostMs / 3_600_000).toFixed(1)} hours`,
    ...newerLines(newer),
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

function newerLines(newer: RestorePreview['newer']): string[] {
  if (!newer) return ['what came since then could not be counted'];
  if (newer.tables.length === 0) return ['every table has as many rows as then; rows that were only changed do not show'];
  return [
    `about ${newer.rows} rows newer are lost, ${newer.fewer} that are gone now come back${newer.isEstimate ? ' (partly an estimate)' : ''}`,
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
  { id, state, nowAs, seconds, proof, trouble, answer, nextWay }: RestoreStanding,
  table: Table,
): string[] {
  if (state === 'failed') return [`failed: ${trouble?.code}: ${trouble?.detail}`];
  if (state === 'refused') return [`refused: ${answer}`];
  if (state !== 'done') return [`${id} ${state}`];
  const tables =
    proof?.tables.map(({ name, rowsThen, rowsNow, same }) => [name, rowsThen, rowsNow, same ? 'same' : 'DIFFERENT']) ?? [];
  const held = proof?.assertions.map(({ name, held }) => `${held ? 'holds' : 'BROKEN'}: ${name}`) ?? [];
  return [
    `restored as ${nowAs} in ${seconds?.toFixed(1)} s`,
    ...(tables.length > 0 ? table([['table', 'rows then', 'rows now', 'content'], ...tables]) : []),
    ...held,
    ...(nextWay === 'forth' ? [`to give it the name of the original: sinambung restore switch ${id}`] : []),
  ];
}

export function askedLines({ id, dueAt }: Restore): string[] {
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
  return [`how applications find it (the password is in ${ways.passwordIn}):`, ...snippets];
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
