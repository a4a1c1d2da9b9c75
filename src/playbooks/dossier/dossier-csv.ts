import { csvText, formatDateTime, type Texts } from '../../platform/index.js';
import { lineWords, recordWords } from './dossier-words.js';
import type { Dossier } from './types.js';

const COLUMNS = ['jenis', 'waktu', 'waktu_setempat', 'uraian', 'oleh', 'catatan', 'sha256'];

/** Every line, then every single answer that was told, as CSV with a header: UTF-8, commas, CRLF, for any spreadsheet. */
export function dossierCsv({ lines, answers, office }: Dossier, texts: Texts): string {
  const local = (at: Date | string) => formatDateTime(at, 'id', office.zone);
  const rows = lines.map((line) => [
    texts.t('id', `dossier:kind.${line.kind}`),
    line.at?.toISOString() ?? '',
    line.at ? local(line.at) : '',
    lineWords(line, texts),
    line.by ?? '',
    recordWords(line, texts),
    line.hash ?? '',
  ]);
  const told = answers.map(({ service, region, regionCode, toldFrom, state, goTo, hash }) => [
    texts.t('id', 'dossier:kind.answer'),
    toldFrom,
    local(toldFrom),
    texts.t('id', 'dossier:line.answer', {
      service,
      region: `${region} (${regionCode})`,
      state: texts.t('id', `dossier:state.${state}`),
      places: goTo.join('; ') || '-',
    }),
    '',
    texts.t('id', 'dossier:where.answers'),
    hash,
  ]);
  return csvText([COLUMNS, ...rows, ...told]);
}
