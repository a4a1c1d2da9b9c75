import { BoundaryShelf } from '../boundaries/boundary-shelf.js';
import { ApplyImport } from './apply-import.js';
import { ApplyStore } from './apply-store.js';
import { Assembler } from './assembler.js';
import { CheckImport } from './check-import.js';
import { Country } from './country.js';
import { ExportDirectory } from './export-directory.js';
import { ExportStore } from './export-store.js';
import { HsdsDirectory } from './hsds/hsds-directory.js';
import { HsdsStore } from './hsds/hsds-store.js';
import { HsdsTaxonomies } from './hsds/hsds-taxonomies.js';
import { ImportRecordStore } from './import-record-store.js';
import { Imports } from './imports.js';
import { ReferenceStore } from './reference-store.js';
import { StagingStore } from './staging-store.js';

/**
 * The directory in and out: CSV files and HSDS 3. An import is a dry run first, which keeps what would change and all that is
 * wrong; then it is applied whole or not at all, if the facts are still those it was compared with.
 */
export const EXCHANGE = [
  BoundaryShelf,
  Country,
  StagingStore,
  ReferenceStore,
  ImportRecordStore,
  ApplyStore,
  ExportStore,
  Assembler,
  CheckImport,
  ApplyImport,
  Imports,
  ExportDirectory,
  HsdsStore,
  HsdsDirectory,
  HsdsTaxonomies,
];
export const EXCHANGE_DOORS = [BoundaryShelf, CheckImport, ApplyImport, Imports, ExportDirectory, HsdsDirectory, HsdsTaxonomies];
export { HSDS_FILE } from './export-directory.js';
export { type CheckedImport, type Count, type ImportItem, type Kind, kinds, type Problem } from './types.js';
export { ApplyImport, BoundaryShelf, CheckImport, ExportDirectory, HsdsDirectory, HsdsTaxonomies, Imports };
