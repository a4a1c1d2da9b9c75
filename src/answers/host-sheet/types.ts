import type { Difference, Office, Requirement, Words } from '../../directory/index.js';
import type { PartState } from '../../dispensation/index.js';
import type { Disclosure } from '../../rerouting/index.js';

/** What the clerks of a host have to know of one service. */
export interface SheetService {
  id: string;
  names: Words;
  /** Names of the kecamatan whose people come for it. */
  regions: string[];
  /** People a day expected for it; absent when nobody knows. */
  perDay?: number;
  /** What the people bring, as it is asked for here. */
  requirements: Requirement[];
  /** What is not as usual here while it serves them. */
  differences: Difference[];
}

/** What the clerks of an office have to know while it serves the people of a closed one. */
export interface HostSheet {
  requestId: string;
  office: Office;
  /** Absent where the incident is not known here. */
  closed?: { name: string; since: Date };
  /** `'2025-09-01'` */
  startOn: string;
  /** People a day over all services; absent in a yes without limit. */
  perDay?: number;
  services: SheetService[];
  /** What is decided about fines for lateness, a line for each part of the bill. */
  lateness: PartState[];
  /** Whom to call; a sample number says so. */
  coordination?: { role: string; phone: string; isSample: boolean };
  disclosure: Disclosure;
}
