import type { Readable } from 'node:stream';
import { readCsv } from './csv-file.js';
import { readHsds } from './hsds/read-hsds.js';
import { sheetOfFile } from './sheets.js';
import type { StagedLine } from './staging-store.js';
import type { Problem } from './types.js';

export interface ImportFile {
  /** As its sender calls it, without folders. */
  name: string;
  content: Readable;
}

/** All lines of all files, one file after the other. `names` is filled with the file of each sheet. */
export async function* readFiles(files: ImportFile[], names: Map<string, string>): AsyncGenerator<StagedLine> {
  for (const { name, content } of files) {
    const sheet = sheetOfFile(name);
    const key = sheet?.name ?? 'hsds';
    if (!sheet && !/\.json$/i.test(name)) yield refused(name, content, 'unknown-file');
    else if (names.has(key)) yield refused(name, content, 'twice', names.get(key));
    else {
      names.set(key, name);
      if (!sheet) yield* readHsds(name, content);
      else
        for await (const line of readCsv(name, sheet, content))
          yield 'problem' in line ? line : { kind: sheet.kind, sheet: sheet.name, ...line };
    }
  }
}

function refused(file: string, content: Readable, problem: string, value = ''): Problem {
  content.destroy();
  return { file, row: 1, column: '', problem, value };
}
