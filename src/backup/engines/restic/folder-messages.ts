/** Paths are whole, each byte as one character; `more` is of the folder that was listed last. */
export type FolderOrder = { list: string } | { more: true } | { read: string[] };

export interface FileDigest {
  bytes: number;
  /** SHA-256 in hexadecimal digits. */
  sha256: string;
}

/** What stands in a folder. */
export interface Seen {
  name: string;
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

/** Some of a folder, as much as is good to speak of at once. */
export interface Listed {
  seen: Seen[];
  isMore: boolean;
}

/** What was read is in the order of the paths. */
export type FolderAnswer = Listed | { read: (FileRead | Failure)[] } | { failure: Failure };
