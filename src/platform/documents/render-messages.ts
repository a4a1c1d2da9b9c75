export interface WorkerSetup {
  workspace: string;
  fontFolders: string[];
}

export interface RenderOrder {
  id: number;
  /** Absolute path of the template. */
  file: string;
  data: object;
  /** Milliseconds since 1970; what the file says of its own making. */
  createdAt: number;
  /** `pdf` is PDF/A-2b. */
  as: 'pdf' | 'svg';
}

export interface RenderAnswer {
  id: number;
  made?: Uint8Array;
  problem?: string;
}
