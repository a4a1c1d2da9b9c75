import type { Incident } from '../types.js';

/** One declaration over many offices; each has an incident of its own. */
export interface Wave {
  id: string;
  declaredAt: Date;
  declaredBy: string;
  cause?: string;
}

export interface WaveFolder extends Wave {
  /** By the ids of their offices. */
  incidents: Incident[];
}

/** An office that somebody else had marked closed already. */
export interface AlreadyDeclared {
  officeId: string;
  officeName: string;
  incidentId: string;
  reporter: string;
  reportedAt: Date;
}

export interface Declared {
  wave: Wave;
  incidents: Incident[];
  already: AlreadyDeclared[];
}
