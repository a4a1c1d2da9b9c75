/** Paths are whole, each byte as one character. */
export type FolderOrder = { look: string[] } | { read: string[] };

export interface FileDigest {
  bytes: number;
  /** SHA-256 in hexadecimal digits. */
  sha256: string;
}

/** What stands at a path. */
export interface Seen {
  kind: 'file' | 'folder' | 'link';
  mode: number;
  /** Where a link leads, each byte as one character. */
  target?: string;
  /** Milliseconds. */
  changedAt: number;
  /** Of a file: the same as long as nobody has touched it. */
  signs?: string;
}

/** What a file holds; without signs where it was touched meanwhile. */
export interface FileRead extends FileDigest, Pick<Seen, 'changedAt' | 'signs'> {}

export interface Failure {
  code?: string;
  message: string;
}

/** In the order of the paths; nothing seen where there is nothing, or what holds nothing. */
export type FolderAnswer = { seen: (Seen | undefined)[] } | { read: (FileRead | Failure)[] } | { failure: Failure };
