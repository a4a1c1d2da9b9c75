import path from 'node:path';
import type { FieldError } from '../platform/index.js';
import { reachMs, wanted } from './retention/retention-rules.js';
import { wrongOrder } from './series/order.js';
import { shelfLine } from './shelf-file.js';
import type { ArchiveClass, Source, System, VaultEntry } from './shelf-schema.js';

interface Found {
  files: { name: string; source?: Source }[];
  /** Undefined where the file itself is wrong: nothing can be said about who names it. */
  vaults?: VaultEntry[];
  classes?: ArchiveClass[];
  systems?: System[];
}

/** What one file of the shelf says of another and is not so. */
export function crossed(folder: string, { files, vaults, classes, systems }: Found): FieldError[] {
  const shelf = path.basename(folder);
  const wrong: FieldError[] = twice({ files, vaults, classes, systems }).map(({ file, message }) => ({
    field: `${shelf}/${file}`,
    message,
  }));
  for (const { name, source } of files) {
    for (const vault of source?.vaults ?? [])
      if (vaults && !vaults.some(({ id }) => id === vault))
        wrong.push({ field: `${shelf}/${name}`, message: `vaults: ${vault} is not in vaults.yaml` });
    if (source && source.engine !== 'dump')
      wrong.push(...noLocks(source, vaults).map((message) => ({ field: `${shelf}/${name}`, message })));
    const message = source && classes && tooShort(source, classes);
    if (message) wrong.push({ field: `${shelf}/${name}:${shelfLine(path.join(folder, name), ['retention', 'class'])}`, message });
  }
  const whole = files.flatMap(({ name, source }) => (source ? [{ file: name, id: source.id, after: source.after }] : []));
  for (const { id, message } of whole.length === files.length ? wrongOrder(whole) : [])
    wrong.push({ field: `${shelf}/${whole.find((source) => source.id === id)?.file}`, message });
  const known = new Set(files.map(({ source }) => source?.id));
  for (const { id, sources } of files.every(({ source }) => source) ? (systems ?? []) : [])
    for (const source of sources)
      if (!known.has(source)) wrong.push({ field: `${shelf}/systems.yaml`, message: `${id}: there is no source ${source}` });
  return wrong;
}

/** Of two that bear one id, only the first would ever be found. */
function twice({ files, vaults = [], classes = [], systems = [] }: Found): { file: string; message: string }[] {
  const sources = files.flatMap(({ name, source }) => (source ? [{ file: name, id: source.id, vaults: source.vaults }] : []));
  const others = [
    ...repeated(vaults.map(({ id }) => id)).map((id) => ({ file: 'vaults.yaml', message: `id: ${id} stands here twice` })),
    ...repeated(classes.map(({ id }) => id)).map((id) => ({
      file: 'archive-classes.yaml',
      message: `id: ${id} stands here twice`,
    })),
    ...repeated(systems.map(({ id }) => id)).map((id) => ({ file: 'systems.yaml', message: `id: ${id} stands here twice` })),
  ];
  const same = sources.flatMap(({ file, id }) => {
    const first = sources.find((source) => source.id === id)!.file;
    return first === file ? [] : [{ file, message: `id: ${id} is that of ${first}` }];
  });
  const named = sources.flatMap(({ file, vaults: ids }) =>
    repeated(ids).map((id) => ({ file, message: `vaults: ${id} stands here twice` })),
  );
  return [...same, ...named, ...others];
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))];
}

/** Files of a repository serve many points, and must be rewritten when one of them goes. */
function noLocks(source: Source, vaults: VaultEntry[] = []): string[] {
  const locked = vaults.filter((vault) => source.vaults.includes(vault.id) && 'lock' in vault && vault.lock !== undefined);
  return locked.map(({ id }) => `vaults: ${id} promises a lock, which a repository of engine: ${source.engine} cannot keep`);
}

function tooShort({ retention }: Source, classes: ArchiveClass[]): string | undefined {
  if (!retention.class) return undefined;
  const found = classes.find(({ id }) => id === retention.class);
  if (!found) return `retention.class: ${retention.class} is not in archive-classes.yaml`;
  if (reachMs(retention) >= found.minimumMs) return undefined;
  const { period, count } = wanted(found.minimumMs);
  return `retention: is shorter than its class ${found.id} asks (${found.source}); write ${period}: ${count} or more`;
}
