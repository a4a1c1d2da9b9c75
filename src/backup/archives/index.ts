import { ArchiveStore } from './archive-store.js';
import { Archives } from './archives.js';
import { DropArchive } from './drop-archive.js';
import { RegisterArchives } from './register-archives.js';

/** The register of paper archives. */
export const ARCHIVE_DOORS = [RegisterArchives, DropArchive, Archives];
export const ARCHIVE_PARTS = [ArchiveStore];
