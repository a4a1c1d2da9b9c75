import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { errors } from './errors.js';
import { readPlaybook } from './read-playbook.js';
import type { Playbook, Problem } from './types.js';
import { PlaybookWords } from './vocabulary.js';

export interface Reading {
  file: string;
  playbook?: Playbook;
  problems: Problem[];
}

/** The folder `playbooks/`. It is read anew each time: what an operator corrects counts at once. */
@Injectable()
export class PlaybookShelf {
  constructor(
    private readonly config: Config,
    private readonly words: PlaybookWords,
  ) {}

  /** Each file with its playbook or with what is wrong; a file that cannot be read does not hide the others. */
  read(): Reading[] {
    const folder = this.config.shipped('playbooks');
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
    return names.sort().map((name) => this.readFile(path.join(folder, name), `playbooks/${name}`));
  }

  /** One file anywhere. Throws `no-such-file`. */
  readOne(file: string): Reading {
    if (!existsSync(file)) throw errors.noSuchFile({ file });
    return this.readFile(file, file);
  }

  playbooks(): Playbook[] {
    return this.read().flatMap(({ playbook }) => playbook ?? []);
  }

  problems(): Problem[] {
    return this.read().flatMap(({ problems }) => problems);
  }

  /** Throws `unreadable` with the lines that are wrong, or `no-such-playbook`. */
  get(id: string): Playbook {
    const readings = this.read();
    const found = readings.find(({ playbook }) => playbook?.id === id)?.playbook;
    if (found) return found;
    const broken = readings.find(({ file, problems }) => problems.length > 0 && path.parse(file).name === id);
    if (!broken) throw errors.noSuchPlaybook({ playbook: id });
    throw errors.unreadable({ summary: broken.problems.map(inOneLine).join('; ') });
  }

  private readFile(file: string, shown: string): Reading {
    try {
      return { file: shown, ...readPlaybook(readFileSync(file, 'utf8'), shown, this.words.known) };
    } catch (error) {
      return {
        file: shown,
        problems: [{ file: shown, line: 1, column: 1, message: `cannot be read: ${(error as Error).message}` }],
      };
    }
  }
}

/** `playbooks/office-lost.yaml:12:5: there is no action 'x'`. */
export function inOneLine({ file, line, column, message }: Problem): string {
  return `${file}:${line}:${column}: ${message}`;
}
