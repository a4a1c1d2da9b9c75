import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { civilDate, Instance } from '../../platform/index.js';
import { Connections } from '../connections.js';
import { inDatabase } from '../engines/pg-address.js';
import { LossWindows } from '../losses/loss-windows.js';
import { Restores } from '../restores.js';
import { Shelf } from '../shelf.js';
import { Zones } from '../zones.js';
import { SAMSAT_SOURCE } from './generate-samsat.js';
import { copyOut } from './samsat-copy.js';
import { bankFile } from './samsat-sql.js';

/** What a bank might have taken in the loss window of the newest restore: made up, from the restored database. */
@Injectable()
export class SamsatBankFile {
  constructor(
    private readonly shelf: Shelf,
    private readonly connections: Connections,
    private readonly windows: LossWindows,
    private readonly restores: Restores,
    private readonly zones: Zones,
    private readonly instance: Instance,
  ) {}

  /** In the form `bank-contoh`. Refused outside a demonstration. */
  async csv(): Promise<Readable> {
    this.instance.requireDemonstration();
    const source = this.shelf.database(SAMSAT_SOURCE);
    const { restore, from, until } = await this.windows.of(SAMSAT_SOURCE);
    const zone = await this.zones.of(source);
    const { nowAs } = await this.restores.get(restore.id);
    const query = bankFile(civilDate(from, zone), civilDate(until, zone));
    return copyOut(inDatabase(this.connections.target(source), nowAs), query, ';');
  }
}
