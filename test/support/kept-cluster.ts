import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';

const PROJECT = path.resolve(__dirname, '../..');
const SHELF = ['node_modules', '.cache', 'test-cluster'];
/** The rooms that fill the template, what they read, and the packages with the server: rather too much than too little. */
const MADE_OF = [
  'src/{audit,directory,people,platform}/**/*',
  '{data,templates}/**/*',
  'test/support/{template,kept-cluster,global-setup,postgres}.ts',
  'package{,-lock}.json',
];
/** The last one is packed last: where it is, nothing was cut off. */
const PARTS = ['postgres', 'keys/postgres-password'];
/** For branches between which somebody goes back and forth. */
const KEPT = 3;

/** A stopped cluster with its filled template, kept between runs for as long as nothing changes of which it was made. */
export class KeptCluster {
  private readonly file: string;

  constructor(private readonly root = PROJECT) {
    this.file = fileOfNow(root);
  }

  /** Puts it into `data`; false where there is none, or none that can be used here. */
  unpack(data: string): boolean {
    if (!existsSync(this.file)) return false;
    try {
      // Without the server's user its files would be nobody's.
      if (process.getuid?.() === 0) execFileSync('id', ['postgres'], { stdio: 'ignore' });
      execFileSync('tar', ['-xf', this.file, '-C', data], { stdio: 'ignore' });
      statSync(path.join(data, PARTS.at(-1) as string));
      utimesSync(this.file, new Date(), new Date());
      return true;
    } catch {
      for (const part of PARTS) rmSync(path.join(data, part), { recursive: true, force: true });
      return false;
    }
  }

  /** Whole or not at all, however many runs meet here; where nothing can be kept, each run makes its own. */
  keep(data: string): void {
    if (existsSync(path.join(data, 'postgres', 'postmaster.pid')) || this.file !== fileOfNow(this.root)) return;
    const half = `${this.file}.${process.pid}`;
    try {
      mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
      execFileSync('tar', ['-cf', half, '-C', data, ...PARTS], { stdio: 'ignore' });
      renameSync(half, this.file);
      for (const old of oldestLast(path.dirname(this.file)).slice(KEPT)) rmSync(old, { force: true });
    } catch {
      rmSync(half, { force: true });
    }
  }
}

function fileOfNow(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(MADE_OF, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map(({ parentPath, name }) => path.relative(root, path.join(parentPath, name)))
    .sort();
  for (const file of files) {
    const bytes = readFileSync(path.join(root, file));
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return path.join(root, ...SHELF, `${hash.digest('hex')}.tar`);
}

function oldestLast(folder: string): string[] {
  const used = (file: string) => statSync(file).mtimeMs;
  return globSync(path.join(folder, '*')).sort((a, b) => used(b) - used(a));
}
