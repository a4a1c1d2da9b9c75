import type { Kind } from './types.js';

export type CellType = 'text' | 'id' | 'number' | 'count' | 'flag' | 'list' | 'day' | 'time';

export interface Column {
  name: string;
  /** Where its value stands: `names.id`. */
  path: string;
  type: CellType;
  /** May not be empty. */
  must: boolean;
}

/** A CSV file: one line for each thing, or for each row of a list that belongs to a thing. */
export interface Sheet {
  name: string;
  kind: Kind;
  /** The column with the id of the thing that a line speaks of. */
  owner: string;
  /** A line of the main sheet is the thing itself. */
  main: boolean;
  columns: Column[];
}

const column = (type: CellType, must: boolean) => (spec: string) => {
  const [name = '', path] = spec.split('=');
  return { name, path: path ?? camel(name), type, must };
};
const must = (type: CellType, ...specs: string[]) => specs.map(column(type, true));
const may = (type: CellType, ...specs: string[]) => specs.map(column(type, false));
const words = (name: string, path: string) => [`${name}_id=${path}.id`, `${name}_en=${path}.en`];

const NAMES = must('text', ...words('name', 'names'));
const TEXTS = must('text', ...words('text', 'texts'));
const SOURCE = may('text', 'source');
const CERTAINTY = may('text', 'certainty');
const SAMPLE = must('flag', 'is_sample');
const PROVENANCE = [
  ...SOURCE,
  ...CERTAINTY,
  ...SAMPLE,
  ...may('list', 'sample_fields'),
  ...may('text', ...words('note', 'note')),
];
const ACCESS = ['step-free', 'accessible-toilet', 'priority-queue', 'sign-language'];
const access = ACCESS.map((feature) => `${feature.replaceAll('-', '_')}=accessibility.${feature}`);
const OPENING = may('time', 'open', 'close');

const main = (name: string, kind: Kind, columns: Column[]): Sheet => ({
  name,
  kind,
  owner: 'id',
  main: true,
  columns: [...must('id', 'id'), ...columns],
});
const list = (name: string, kind: Kind, columns: Column[]): Sheet => ({
  name,
  kind,
  owner: `${kind}_id`,
  main: false,
  columns: [...must('id', `${kind}_id`), ...columns],
});

/** Every file of an import, in the order in which their things refer to each other. docs/it-officer.md tells them in words. */
export const SHEETS: readonly Sheet[] = [
  main('agencies', 'agency', [...NAMES, ...may('text', 'sms_code', 'region_code'), ...PROVENANCE]),
  main('services', 'service', [
    ...must('id', 'agency_id'),
    ...NAMES,
    ...must('text', ...words('description', 'description')),
    ...must('flag', 'needs_inspection'),
    ...may('list', 'aliases'),
    ...PROVENANCE,
  ]),
  list('standards', 'service', [...must('text', 'component'), ...TEXTS, ...SOURCE, ...CERTAINTY, ...SAMPLE]),
  main('offices', 'office', [
    ...must('id', 'agency_id'),
    ...must('text', 'name', 'address', 'region_code'),
    ...may('number', 'lat', 'lng'),
    ...must('text', 'coordinate_is'),
    ...may('text', 'phone', 'contact_role=contact.role', 'contact_email=contact.email', 'contact_phone=contact.phone'),
    ...may('flag', ...access),
    ...must('flag', 'confirmed_open'),
    ...may('day', 'opens_on'),
    ...may('list', 'aliases'),
    ...PROVENANCE,
  ]),
  list('parts', 'office', [...must('id', 'part=id'), ...NAMES]),
  main('channels', 'channel', [...must('text', 'kind', 'name'), ...may('id', 'office_id'), ...may('text', 'url', 'phone')]),
  main('offerings', 'offering', [
    ...must('id', 'service_id', 'channel_id'),
    ...may('count', 'capacity_per_day'),
    ...must('flag', 'capacity_confirmed', 'always_open=hours.always'),
    ...may('list', 'closed_on=hours.closedOn', 'needs_parts'),
    ...PROVENANCE,
  ]),
  list('hours', 'offering', [...must('text', 'day'), ...OPENING, ...may('text', ...words('reason', 'reason'))]),
  list('requirements', 'offering', [...must('text', 'code'), ...TEXTS, ...SOURCE, ...SAMPLE]),
  list('eligibility', 'offering', [
    ...must('text', 'code'),
    ...may('count', 'days'),
    ...TEXTS,
    ...must('text', 'source', 'certainty'),
  ]),
  list('fees', 'offering', [...may('count', 'amount'), ...TEXTS, ...SOURCE, ...CERTAINTY]),
  list('emergencies', 'offering', [
    ...must('text', 'what'),
    ...may('text', 'code'),
    ...may('count', 'capacity_per_day'),
    ...may('flag', 'always_open'),
    ...may('list', 'closed_on'),
    ...may('text', 'day'),
    ...OPENING,
    ...may('text', ...words('reason', 'reason'), ...words('text', 'texts')),
    ...SOURCE,
    ...may('flag', 'is_sample'),
  ]),
  list('catchments', 'offering', must('text', 'region_code')),
];

const BY_NAME = new Map(SHEETS.map((sheet) => [sheet.name, sheet]));

export function sheetNamed(name: string): Sheet {
  const sheet = BY_NAME.get(name);
  if (!sheet) throw new Error(`there is no sheet ${name}`);
  return sheet;
}

/** `offices.csv`, and what a browser makes of a second download: `offices (1).csv`. */
export function sheetOfFile(file: string): Sheet | undefined {
  return BY_NAME.get(/^([a-z]+)[^a-z]?.*\.csv$/i.exec(file)?.[1]?.toLowerCase() ?? '');
}

/** `region_code` is kept as `regionCode`. */
function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
