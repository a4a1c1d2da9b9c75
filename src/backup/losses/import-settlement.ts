import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, Change } from '../../people/index.js';
import { civilDate, Events, newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { PaymentsKnown } from '../events.js';
import { Shelf } from '../shelf.js';
import { Zones } from '../zones.js';
import { LossWindows } from './loss-windows.js';
import { RowReader, SHOWN } from './row-reader.js';
import { SettlementFile } from './settlement-file.js';
import type { SettlementFormat } from './settlement-format.js';
import { SettlementStore } from './settlement-store.js';
import type { Settlement } from './types.js';

const input = z.object({
  sourceId: z.string(),
  /** One of the formats that the source declares. */
  formatId: z.string(),
  /** The newest one that is done when not given. */
  restoreId: z.uuid().optional(),
  /** Last day of the loss window, where work went on without the database after it was restored. */
  lastDay: z.iso.date().optional(),
  /** Name of the file as its sender calls it, without folders. */
  name: z.string().trim().min(1).max(200),
  /** The content as UTF-8 CSV; read once. */
  content: z.instanceof(Readable),
});

export interface Imported {
  settlement: Settlement;
  /** The same bytes were taken over before: no payment was added. */
  already: boolean;
}

/**
 * Takes over a file of payments, whole or not at all, in constant memory. Throws `backup.bad-settlement` with the rows and columns
 * that are wrong. From then on nobody who is named in it is late, whatever the restored database says.
 */
@Injectable()
export class ImportSettlement extends Change<z.output<typeof input>, Imported> {
  readonly name = 'backup.import-settlement';
  readonly permission = 'settlement:import';
  readonly input = input;

  constructor(
    private readonly shelf: Shelf,
    private readonly windows: LossWindows,
    private readonly zones: Zones,
    private readonly settlements: SettlementStore,
    private readonly events: Events,
  ) {
    super();
  }

  protected async perform({ sourceId, formatId, name, content, ...asked }: z.output<typeof input>, by: Actor, now: Date) {
    const source = this.shelf.database(sourceId);
    const format = source.settlements.find(({ id }) => id === formatId);
    if (!format) throw errors.noSuchFormat({ format: formatId, source: sourceId });
    const { restore, from, until } = await this.windows.of(sourceId, asked.restoreId);
    const zone = await this.zones.of(source);
    const window = { first: civilDate(from, zone), last: asked.lastDay ?? civilDate(until, zone) };
    const file = new SettlementFile(name, content, format);
    await this.settlements.lockFormat({ sourceId, formatId });
    const rowCount = await this.stage(file, format, window, { sourceId, zone });
    const { sha256 } = file;
    const same = await this.settlements.sameFile({ sourceId, formatId }, sha256);
    const of = { restoreId: restore.id, firstDay: window.first, lastDay: window.last };
    if (same) return done(await this.settlements.moveTo(same.id, of), true);
    const id = newId();
    const newCount = await this.settlements.merge(id, { sourceId, formatId }, zone);
    const made = { id, sourceId, formatId, fileName: name, sha256, rowCount, newCount, ...of };
    const settlement: Settlement = { ...made, importedAt: now, importedBy: by.person };
    await this.settlements.add(settlement);
    await this.events.emit(PaymentsKnown, { settlementId: id });
    return done(settlement, false);
  }

  private async stage(
    file: SettlementFile,
    format: SettlementFormat,
    window: { first: string; last: string },
    { sourceId, zone }: { sourceId: string; zone: string },
  ): Promise<number> {
    const reader = new RowReader(format, window);
    await this.settlements.stage(reader.copyLines(file));
    const twice = await this.settlements.stagedTwice(SHOWN);
    reader.add(
      twice.map(({ row }) => ({ row, column: 'reference', problem: 'twice' })),
      twice[0]?.count,
    );
    const otherwise = await this.settlements.stagedOtherwise({ sourceId, formatId: format.id }, zone, SHOWN);
    reader.add(
      otherwise.map(({ row }) => ({ row, column: 'reference', problem: 'says-otherwise' })),
      otherwise[0]?.count,
    );
    if (reader.wrong > 0) throw errors.badSettlement(reader.describe(file.name));
    if (reader.rows === 0) throw errors.emptySettlement({ file: file.name });
    return reader.rows;
  }
}

function done(settlement: Settlement, already: boolean) {
  const { id, sourceId, formatId, restoreId, rowCount, newCount, sha256 } = settlement;
  const detail = { source: sourceId, format: formatId, restore: restoreId, rows: rowCount, new: newCount, sha256, already };
  return { result: { settlement, already }, subject: { type: 'settlement', id }, detail };
}
