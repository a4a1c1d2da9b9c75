import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, csvText } from '../platform/index.js';

/** As `folder.demonstration` of backup/samsat-scans.yaml says. */
const FOLDER = 'samsat-katang-scans';
const YEARS = [2022, 2023, 2024];
const PER_YEAR = 4;

/** A few pages as if somebody had scanned the paper of Samsat Katang: plainly made up, and nobody's. */
@Injectable()
export class SampleScans {
  constructor(private readonly config: Config) {}

  async fill(): Promise<void> {
    const folder = path.join(this.config.data, FOLDER);
    await rm(folder, { recursive: true, force: true });
    const pages = YEARS.flatMap((year) => Array.from({ length: PER_YEAR }, (_, index) => pageOf(year, index + 1)));
    for (const { file, drawing } of pages) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), drawing);
    }
    await writeFile(
      path.join(folder, 'daftar-isi.csv'),
      csvText([['berkas', 'judul'], ...pages.map(({ file, title }) => [file, title])]),
    );
  }
}

function pageOf(year: number, number: number): { file: string; title: string; drawing: string } {
  const title = `Contoh pindaian ${number} tahun ${year}`;
  const lines = [title, 'Karangan untuk demonstrasi', 'Bukan berkas siapa pun'];
  const words = lines.map((line, index) => `<text x="60" y="${120 + 40 * index}" font-size="24">${line}</text>`).join('');
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842"><rect width="595" height="842" fill="#fdfbf4"/>${words}</svg>\n`;
  return { file: `${year}/berkas-${String(number).padStart(4, '0')}.svg`, title, drawing };
}
