import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, type Serials } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Item, ItemKind, ItemState, Replacement } from '../types.js';

export type NewItem = Item & { referenceHash?: Buffer };

export interface ItemCount {
  kind: ItemKind;
  document: string;
  state: ItemState;
  /** Blanks are counted one by one. */
  count: number;
}

const COLUMNS = `id, incident_id, office_id, kind, document, reference_hint, serial_prefix, serial_digits, serial_from, serial_to,
  service_id, state, state_at, registered_at`;

type Row = Omit<Item, 'serials'> & { serialPrefix?: string; serialDigits?: number; serialFrom?: number; serialTo?: number };

@Injectable()
export class ItemStore {
  constructor(private readonly db: Db) {}

  /** One register of an incident is written at a time. Held until the transaction ends. */
  async lockRegister(incidentId: string): Promise<void> {
    await this.db.many(`select pg_advisory_xact_lock(hashtextextended('custody.register:' || $1, 0))`, [incidentId]);
  }

  async add(items: NewItem[]): Promise<void> {
    const rows = items.map(({ serials, referenceHash, ...item }) => ({
      ...item,
      referenceHash: referenceHash?.toString('hex'),
      serialPrefix: serials?.prefix,
      serialDigits: serials?.digits,
      serialFrom: serials?.from,
      serialTo: serials?.to,
    }));
    await this.db.run(
      `insert into custody.item (${COLUMNS}, reference_hash)
       select i.id, i."incidentId", i."officeId", i.kind, i.document, i."referenceHint", i."serialPrefix", i."serialDigits",
         i."serialFrom", i."serialTo", i."serviceId", i.state, i."stateAt", i."registeredAt", decode(i."referenceHash", 'hex')
       from jsonb_to_recordset($1::jsonb) as i (id uuid, "incidentId" uuid, "officeId" text, kind text, document text,
         "referenceHint" text, "referenceHash" text, "serialPrefix" text, "serialDigits" int, "serialFrom" bigint, "serialTo" bigint,
         "serviceId" text, state text, "stateAt" timestamptz, "registeredAt" timestamptz)`,
      [JSON.stringify(rows)],
    );
  }

  async lock(id: string): Promise<Item> {
    const [item] = this.items(await this.db.many<Row>(`select ${COLUMNS} from custody.item where id = $1 for update`, [id]));
    if (!item) throw errors.noSuchItem({ itemId: id });
    return item;
  }

  async setState(id: string, state: ItemState, at: Date): Promise<void> {
    await this.db.run('update custody.item set state = $2, state_at = $3 where id = $1', [id, state, at]);
  }

  /** A range of blanks, of which from now on only this part is left in the entry. */
  async narrow(id: string, { from, to }: Serials): Promise<void> {
    await this.db.run('update custody.item set serial_from = $2, serial_to = $3 where id = $1', [id, from, to]);
  }

  /** Hashes of those numbers that are in the register of the incident. */
  async known(incidentId: string, hashes: Buffer[]): Promise<Set<string>> {
    const rows = await this.db.many<{ hash: string }>(
      `select encode(reference_hash, 'hex') as hash from custody.item where incident_id = $1 and reference_hash = any($2::bytea[])`,
      [incidentId, hashes],
    );
    return new Set(rows.map(({ hash }) => hash));
  }

  async blanks(incidentId: string): Promise<Item[]> {
    const sql = `select ${COLUMNS} from custody.item where incident_id = $1 and kind = 'blank' order by serial_prefix, serial_from`;
    return this.items(await this.db.many<Row>(sql, [incidentId]));
  }

  /** In the order of the register, `limit` entries after the entry `after`. */
  async page(incidentId: string, limit: number, after?: string): Promise<Item[]> {
    const rows = await this.db.many<Row>(
      `select ${COLUMNS} from custody.item i where incident_id = $1 and ($3::uuid is null or (kind, document, state, id) >
         (select kind, document, state, id from custody.item where id = $3)) order by kind, document, state, id limit $2`,
      [incidentId, limit, after],
    );
    return this.items(rows);
  }

  counts(incidentId: string): Promise<ItemCount[]> {
    return this.db.many<ItemCount>(
      `select kind, document, state, sum(coalesce(serial_to - serial_from + 1, 1))::bigint as count
       from custody.item where incident_id = $1 group by kind, document, state order by kind, document, state`,
      [incidentId],
    );
  }

  /** Newest first, over all incidents. */
  async byReference(hashes: Buffer[]): Promise<Item[]> {
    const sql = `select ${COLUMNS} from custody.item where reference_hash = any($1::bytea[]) order by registered_at desc, id`;
    return this.items(await this.db.many<Row>(sql, [hashes]));
  }

  async bySerial(prefix: string, digits: number, number: number): Promise<Item[]> {
    const rows = await this.db.many<Row>(
      `select ${COLUMNS} from custody.item where kind = 'blank' and serial_prefix = $1 and serial_digits = $2
         and serial_from <= $3 and serial_to >= $3 order by registered_at desc, id`,
      [prefix, digits, number],
    );
    return this.items(rows);
  }

  /** What citizens may look for by number. */
  async documents(): Promise<string[]> {
    const sql = `select distinct document from custody.item where kind <> 'blank' order by document`;
    return (await this.db.many<{ document: string }>(sql)).map(({ document }) => document);
  }

  async decide({ incidentId, document, words, basis, decidedAt }: Replacement): Promise<void> {
    await this.db.run(
      `insert into custody.replacement (incident_id, document, words, basis, decided_at) values ($1, $2, $3, $4, $5)
       on conflict (incident_id, document) do update set words = excluded.words, basis = excluded.basis, decided_at = excluded.decided_at`,
      [incidentId, document, words, basis, decidedAt],
    );
  }

  replacements(incidentIds: string[]): Promise<Replacement[]> {
    return this.db.many<Replacement>(
      `select incident_id, document, words, basis, decided_at from custody.replacement where incident_id = any($1) order by document`,
      [incidentIds],
    );
  }

  private items(rows: Row[]): Item[] {
    return allWithoutNulls<Row>(rows).map(({ serialPrefix, serialDigits, serialFrom, serialTo, ...item }) =>
      serialFrom === undefined
        ? item
        : { ...item, serials: { prefix: serialPrefix!, digits: serialDigits!, from: serialFrom, to: serialTo! } },
    );
  }
}
