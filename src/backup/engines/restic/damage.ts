import { errors } from '../../errors.js';
import { type Opened, restic, told } from './program.js';

interface Blob {
  id: string;
  type: 'data' | 'tree';
}

interface Pack {
  id: string;
  blobs: Blob[];
}

const PACK = /pack ([0-9a-f]{64})/g;
const BLOB = /blob ([0-9a-f]{64})/g;
/** restic takes the first eight digits for the whole, and a program takes only so many words. */
const SHORT = 8;
const AT_ONCE = 10_000;

/** What restic finds wrong in a repository by its lists and trees, without reading what files hold. */
export async function complaints(repository: Opened): Promise<string> {
  const child = restic(repository, ['check'], { lockless: true });
  let text = '';
  child.process.stderr.on('data', (more: string) => {
    text += more;
  });
  child.process.stdout.resume();
  return child.ended.then(
    () => '',
    () => text,
  );
}

/** Throws `damaged` with the packs that are missing or have another size, when this snapshot needs them. */
export async function checkPacks(repository: Opened, snapshot: string, complained: string): Promise<void> {
  const wrong = ids(complained, PACK);
  if (wrong.length === 0) return;
  const needed: string[] = [];
  for await (const pack of packs(repository))
    if (wrong.includes(pack.id) && (await isNeeded(repository, snapshot, pack))) needed.push(pack.id);
  if (needed.length > 0) throw errors.damaged({ vault: repository.vault.id, detail: names(repository, needed) });
}

/** What was complained of, with the packs that it lies in: restic speaks of pieces of files alone. */
export async function damagedAt(repository: Opened, complained: string, otherwise: string): Promise<Error> {
  const blobs = ids(complained, BLOB);
  const found: string[] = [];
  if (blobs.length > 0)
    for await (const pack of packs(repository)) if (pack.blobs.some(({ id }) => blobs.includes(id))) found.push(pack.id);
  const detail = found.length > 0 ? `${names(repository, found)}: ${otherwise}` : otherwise;
  return errors.damaged({ vault: repository.vault.id, detail });
}

async function* packs(repository: Opened): AsyncGenerator<Pack> {
  for await (const { key } of repository.vault.list(`${repository.path}/index/`)) {
    const index = JSON.parse(await told(repository, ['cat', 'index', key.slice(key.lastIndexOf('/') + 1)], { lockless: true }));
    yield* (index as { packs: Pack[] }).packs;
  }
}

/** Where that cannot be told, it is: a doubt must not make a copy good. */
async function isNeeded(repository: Opened, snapshot: string, { blobs }: Pack): Promise<boolean> {
  const ids = blobs.map(({ id }) => id.slice(0, SHORT));
  const kind = blobs[0]?.type === 'tree' ? '--tree' : '--blob';
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const args = ['find', kind, '--snapshot', snapshot, ...ids.slice(at, at + AT_ONCE)];
    const found = await told(repository, args, { lockless: true }).catch(() => 'cannot be told');
    if (found.trim() !== '[]') return true;
  }
  return false;
}

function ids(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, id]) => id as string))];
}

function names({ path }: Opened, packs: string[]): string {
  return packs.map((id) => `${path}/data/${id.slice(0, 2)}/${id}`).join(', ');
}
