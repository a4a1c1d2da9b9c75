import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../../directory/index.js';
import { Incidents } from '../../incidents/index.js';
import { type Actor, Change } from '../../people/index.js';
import { newId, overlap } from '../../platform/index.js';
import { CustodyKey } from '../custody-key.js';
import { hintOf } from '../rules.js';
import type { Item } from '../types.js';
import { ItemStore, type NewItem } from './item-store.js';
import { COLUMNS, type Fault, faulty, type ReadItem, readCsv, readRows } from './read-register.js';

const MOST_ROWS = 20_000;
const row = z.partialRecord(z.enum(COLUMNS), z.string().trim());

const input = z.object({
  incidentId: z.uuid(),
  /** Rows, or the CSV that holds them. */
  register: z.union([z.array(row).max(MOST_ROWS), z.string().max(4_000_000)]),
});

export interface Registered {
  entries: number;
}

/**
 * Takes a list of what stood in the building into the register of an incident, whole or not at all. Throws `bad-register` with
 * every fault by row and column, `empty-register`.
 */
@Injectable()
export class RegisterItems extends Change<z.output<typeof input>, Registered> {
  readonly name = 'custody.register-items';
  readonly permission = 'custody:register';
  readonly input = input;

  constructor(
    private readonly incidents: Incidents,
    private readonly directory: Directory,
    private readonly items: ItemStore,
    private readonly key: CustodyKey,
  ) {
    super();
  }

  protected async perform({ incidentId, register }: z.output<typeof input>, _by: Actor, now: Date) {
    const { officeId } = await this.incidents.get(incidentId);
    const rows = typeof register === 'string' ? readCsv(register) : register.map((cells, index) => ({ row: index + 2, cells }));
    const services = new Set((await this.directory.services()).map(({ id }) => id));
    const read = readRows(rows, services);
    await this.items.lockRegister(incidentId);
    const entries = read.map((item) => this.entry(item, incidentId, officeId, now));
    await this.refuseTwice(
      incidentId,
      entries,
      read.map(({ row }) => row),
    );
    await this.items.add(entries);
    const result = { entries: entries.length };
    return { result, subject: { type: 'incident', id: incidentId }, detail: { office: officeId, ...result } };
  }

  private entry({ reference, row: _, ...item }: ReadItem, incidentId: string, officeId: string, now: Date): NewItem {
    const known = { id: newId(), incidentId, officeId, stateAt: now, registeredAt: now, ...item };
    if (reference === undefined) return known;
    return { ...known, referenceHint: hintOf(reference), referenceHash: this.key.hash(item.document, reference) };
  }

  private async refuseTwice(incidentId: string, entries: NewItem[], rows: number[]): Promise<void> {
    const hashes = entries.flatMap(({ referenceHash }) => referenceHash ?? []);
    const known = await this.items.known(incidentId, hashes);
    const blanks = await this.items.blanks(incidentId);
    const faults = entries.flatMap((entry, index): Fault[] => {
      const isTwice = entry.serials ? takesTwice(blanks, entry) : isKnown(known, entry);
      return isTwice ? [{ row: rows[index]!, column: entry.serials ? 'serial_from' : 'reference', problem: 'twice' }] : [];
    });
    if (faults.length > 0) throw faulty(faults);
  }
}

/** The same number of the same document, in the register or earlier in the list; it is remembered for those that follow. */
function isKnown(known: Set<string>, { referenceHash }: NewItem): boolean {
  const hash = referenceHash!.toString('hex');
  return known.has(hash) || !known.add(hash);
}

function takesTwice(blanks: Item[], entry: NewItem): boolean {
  const isTwice = blanks.some(({ document, serials }) => document === entry.document && overlap(serials!, entry.serials!));
  blanks.push(entry);
  return isTwice;
}
