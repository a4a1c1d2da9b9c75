import path from 'node:path';
import type { FieldError } from '../platform/index.js';
import { reachMs, wanted } from './retention/retention-rules.js';
import { wrongOrder } from './series/order.js';
import { shelfLine } from './shelf-file.js';
import { helpFor } from './shelf-keys.js';
import type { ArchiveClass, Source, System, VaultEntry } from './shelf-schema.js';

interface Found {
  files: { name: string; source?: Source }[];
  /** Undefined where the file itself is wrong: nothing can be said about who names it. */
  vaults?: VaultEntry[];
  classes?: ArchiveClass[];
  systems?: System[];
}

interface Wrong {
  file: string;
  way: PropertyKey[];
  message: string;
}

/** What one file of the shelf says of another and is not so. */
export function crossed(folder: string, found: Found): FieldError[] {
  const wrong = [...twice(found), ...ofSources(found), ...wrongOrders(found), ...unknownSources(found)];
  return wrong.map(({ file, way, message }) => ({
    field: `${path.basename(folder)}/${file}:${shelfLine(path.join(folder, file), way)}`,
    message,
  }));
}

function ofSources({ files, vaults, classes }: Found): Wrong[] {
  return files.flatMap(({ name: file, source }) => {
    if (!source) return [];
    const short = classes && tooShort(source, classes);
    return [
      ...(vaults ? unknownVaults(source, vaults) : []).map((wrong) => ({ file, ...wrong })),
      ...(source.engine === 'dump' ? [] : noLocks(source, vaults)).map((wrong) => ({ file, ...wrong })),
      ...(short ? [{ file, way: ['retention', 'class'], message: short }] : []),
    ];
  });
}

function unknownVaults(source: Source, vaults: VaultEntry[]): Omit<Wrong, 'file'>[] {
  const known = vaults.map(({ id }) => id);
  return source.vaults.flatMap((vault, index) =>
    known.includes(vault)
      ? []
      : [{ way: ['vaults', index], message: `vaults: ${vault} is not in vaults.yaml${helpFor(vault, known)}` }],
  );
}

function wrongOrders({ files }: Found): Wrong[] {
  const whole = files.flatMap(({ name, source }) => (source ? [{ file: name, id: source.id, after: source.after }] : []));
  if (whole.length < files.length) return [];
  return wrongOrder(whole).map(({ id, message }) => ({
    file: whole.find((source) => source.id === id)!.file,
    way: ['after'],
    message,
  }));
}

function unknownSources({ files, systems = [] }: Found): Wrong[] {
  const known = files.flatMap(({ source }) => source?.id ?? []);
  if (known.length < files.length) return [];
  return systems.flatMap(({ id, sources }, index) =>
    sources.flatMap((source, place) =>
      known.includes(source)
        ? []
        : [
            {
              file: 'systems.yaml',
              way: ['systems', index, 'sources', place],
              message: `${id}: there is no source ${source}${helpFor(source, known)}`,
            },
          ],
    ),
  );
}

/** Of two that bear one id, only the first would ever be found. */
function twice({ files, vaults = [], classes = [], systems = [] }: Found): Wrong[] {
  const sources = files.flatMap(({ name, source }) => (source ? [{ file: name, id: source.id, vaults: source.vaults }] : []));
  const inOne = (file: string, list: string, ids: string[]) =>
    repeated(ids).map(({ id, index }) => ({ file, way: [list, index, 'id'], message: `id: ${id} stands here twice` }));
  const same = sources.flatMap(({ file, id }) => {
    const first = sources.find((source) => source.id === id)!.file;
    return first === file ? [] : [{ file, way: ['id'], message: `id: ${id} is that of ${first}` }];
  });
  const named = sources.flatMap(({ file, vaults: ids }) =>
    repeated(ids).map(({ id, index }) => ({ file, way: ['vaults', index], message: `vaults: ${id} stands here twice` })),
  );
  return [
    ...same,
    ...named,
    ...inOne('vaults.yaml', 'vaults', idsOf(vaults)),
    ...inOne('archive-classes.yaml', 'classes', idsOf(classes)),
    ...inOne('systems.yaml', 'systems', idsOf(systems)),
  ];
}

function idsOf(list: readonly { id: string }[]): string[] {
  return list.map(({ id }) => id);
}

/** Each that was there before, once, where it stands for the second time. */
function repeated(ids: readonly string[]): { id: string; index: number }[] {
  const again = ids.map((id, index) => ({ id, index })).filter(({ id, index }) => ids.indexOf(id) < index);
  return again.filter(({ id }, place) => again.findIndex((one) => one.id === id) === place);
}

/** Files of a repository serve many points, and must be rewritten when one of them goes. */
function noLocks(source: Source, vaults: VaultEntry[] = []): Omit<Wrong, 'file'>[] {
  const locked = vaults.filter((vault) => source.vaults.includes(vault.id) && 'lock' in vault && vault.lock !== undefined);
  return locked.map(({ id }) => ({
    way: ['vaults', source.vaults.indexOf(id)],
    message: `vaults: ${id} promises a lock, which a repository of engine: ${source.engine} cannot keep`,
  }));
}

function tooShort({ retention }: Source, classes: ArchiveClass[]): string | undefined {
  if (!retention.class) return undefined;
  const found = classes.find(({ id }) => id === retention.class);
  if (!found)
    return `retention.class: ${retention.class} is not in archive-classes.yaml${helpFor(retention.class, idsOf(classes))}`;
  if (reachMs(retention) >= found.minimumMs) return undefined;
  const { period, count } = wanted(found.minimumMs);
  return `retention: is shorter than its class ${found.id} asks (${found.source}); write ${period}: ${count} or more`;
}
