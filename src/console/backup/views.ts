import {
  type Copy,
  isOffered,
  kindOf,
  type Point,
  type Restore,
  type RestorePreview,
  type RestoreStanding,
  rolesOf,
  type SourceStanding,
} from '../../backup/index.js';
import { LEVEL_TAGS, trendsView } from './board.views.js';
import type { Words } from './words.js';

const POINT_TAGS = { running: 'wait', stored: 'wait', verified: 'plain', proven: 'ok', failed: 'stop' } as const;
const RESTORE_TAGS = { asked: 'wait', expired: 'plain', refused: 'plain', running: 'wait', done: 'ok', failed: 'stop' } as const;

/** What the templates show of a source. */
export function sourceView(standing: SourceStanding, words: Words) {
  const { source, level, lastProven, rpoMs, rtoMs, alarms, nextTakeAt, log } = standing;
  return {
    id: source.id,
    name: source.name,
    office: source.office,
    kind: kindOf(source),
    log: log && {
      ...log.reach,
      lookedAt: log.lookedAt,
      gaps: log.reach.gaps.map((gap) => ({ ...gap, names: gap.missing.join(', ') })),
    },
    vaults: source.vaults.join(', '),
    provenAt: lastProven?.takenAt,
    rpo: words.span(rpoMs),
    rpoTarget: words.span(source.targets.rpoMs),
    rto: words.span(rtoMs),
    rtoTarget: words.span(source.targets.rtoMs),
    level,
    tag: LEVEL_TAGS[level],
    alarms: alarms.filter((alarm) => alarm !== 'damaged'),
    damaged: standing.damaged,
    isLost: standing.isLost,
    damageTag: standing.isLost ? 'stop' : 'wait',
    nextTakeAt,
    trends: trendsView(standing, words),
    lacks: standing.lacks.map((lack) => words.lack(lack, standing.zoneName)),
    notApart: standing.notApart.map((role) => words.role(role)).join(', '),
    writerCanDecrypt: standing.writerCanDecrypt,
    hasCopy: standing.lastStored !== undefined,
  };
}

export function pointView(point: Point & { copies?: Copy[] }, words: Words) {
  const state = point.removedAt ? ('removed' as const) : point.state;
  return {
    ...point,
    state,
    at: point.takenAt ?? point.begunAt,
    tag: state === 'removed' ? 'plain' : POINT_TAGS[state],
    size: point.bytes === undefined ? undefined : words.size(point.bytes),
    raw: words.size(point.rawBytes),
    duration: point.takeSeconds === undefined ? undefined : words.seconds(point.takeSeconds),
    trouble: words.trouble(point.trouble),
    isOffered: isOffered(point),
    mayGo: isOffered(point) || (point.state === 'failed' && !point.removedAt),
    canVerify: point.storedAt !== undefined && !point.removedAt,
    copies: point.copies?.map((copy) => copyView(copy, words)),
    proof: proofView(point.proof, words),
    roles: rolesView(point.manifest),
    cluster: clusterView(point.manifest),
    folder: folderView(point.manifest, words),
    isRunning: point.state === 'running' || point.state === 'stored',
  };
}

/** Of a point in a repository of folders; of others nothing. */
function folderView(manifest: Point['manifest'], words: Words) {
  if (manifest?.engine !== 'restic') return undefined;
  const { shape, repository, changed } = manifest;
  return {
    shape,
    added: words.size(repository.added),
    changed: changed && { n: changed.entries, names: changed.names.join(', ') },
  };
}

function rolesView(manifest: Point['manifest']) {
  const roles = rolesOf(manifest);
  return roles && { ...roles, names: roles.names.join(', ') };
}

function clusterView(manifest: Point['manifest']) {
  if (manifest?.engine !== 'pgbackrest') return undefined;
  const { repository, moment } = manifest;
  return { kind: repository.kind, label: repository.snapshot, isCounted: moment.exact };
}

const COPY_TAGS = { stored: 'wait', verified: 'ok', failed: 'stop', gone: 'plain', left: 'stop' } as const;

function copyView(copy: Copy, words: Words) {
  const state = copy.goneAt ? 'gone' : copy.triedAt ? 'left' : copy.state;
  return { ...copy, state, trouble: words.trouble(copy.trouble), tag: COPY_TAGS[state] };
}

export function restoreView(restore: Restore & Partial<RestoreStanding>, words: Words) {
  const { pace, lastSwitch } = restore;
  return {
    ...restore,
    /** Of one that never began, the moment is that of the asking. */
    began: ['asked', 'refused', 'expired'].includes(restore.state) ? 'asked' : 'begun',
    tag: RESTORE_TAGS[restore.state],
    duration: words.seconds(restore.seconds),
    done: words.size(restore.bytesDone),
    total: words.size(restore.bytesTotal),
    percent: Math.floor((pace?.share ?? 0) * 100),
    rate: words.rate(pace?.bytesPerSecond),
    left: words.seconds(pace?.secondsLeft),
    trouble: words.trouble(restore.trouble),
    proof: proofView(restore.proof, words),
    before: restore.until && new Date(restore.until.getTime() + 1),
    lastSwitch: lastSwitch && {
      ...lastSwitch,
      trouble: words.trouble(lastSwitch.trouble),
      drop: lastSwitch.kept?.startsWith('/') ? `rm -r '${lastSwitch.kept}'` : `DROP DATABASE ${lastSwitch.kept};`,
    },
  };
}

export function previewView(preview: RestorePreview, words: Words) {
  const { point, until, reach, lostMs, newer, estimatedSeconds, measured, room, originalName, originalExists, canSwitch } =
    preview;
  const tables = point.manifest?.tables;
  return {
    point: pointView(point, words),
    reach: reach && { ...reach, gaps: reach.gaps.map((gap) => ({ ...gap, names: gap.missing.join(', ') })) },
    shownUntil: until && new Date(until.getTime() + 1),
    lost: words.span(lostMs),
    newer,
    takes: words.seconds(estimatedSeconds),
    measured,
    counted: point.manifest?.engine === 'restic' ? 'files' : 'rows',
    content: tables && { tables: tables.length, rows: tables.reduce((sum, { rows }) => sum + rows, 0) },
    room: {
      ...room,
      free: room.freeBytes === undefined ? undefined : words.size(room.freeBytes),
      needed: words.size(room.neededBytes),
    },
    originalName,
    mayBeOriginal: originalExists === false,
    mayBeInPlace: originalExists === true && canSwitch,
  };
}

function proofView(proof: Point['proof'], words: Words) {
  if (!proof) return undefined;
  const { rights, missingRoles, seconds } = proof;
  const unnamed = rights && rights.lacking - rights.first.length;
  return { ...proof, unnamed, span: words.seconds(seconds), absent: missingRoles?.join(', ') };
}
