import { Injectable } from '@nestjs/common';
import { CatalogueStore } from '../catalogue/catalogue-store.js';
import type { EscrowAlarm } from '../escrow/escrow-rules.js';
import { Escrows } from '../escrow/escrows.js';
import { Shelf } from '../shelf.js';
import type { Trouble } from '../types.js';

/** What is wrong with a vault as its catalogue shows, or with the officers' keys: it concerns every source. */
export type SharedAlarm = { vaultId: string; trouble: Trouble } | { escrow: EscrowAlarm };

@Injectable()
export class SharedAlarms {
  constructor(
    private readonly shelf: Shelf,
    private readonly catalogues: CatalogueStore,
    private readonly escrows: Escrows,
  ) {}

  /** A vault that no source names any more is nobody's trouble. */
  async all(): Promise<SharedAlarm[]> {
    const inUse = new Set(this.shelf.vaultsInUse);
    const copies = (await this.catalogues.copies()).filter(({ vaultId }) => inUse.has(vaultId));
    const { alarms } = await this.escrows.standing();
    return [
      ...copies.flatMap(({ vaultId, trouble }) => (trouble ? [{ vaultId, trouble }] : [])),
      ...alarms.map((escrow) => ({ escrow })),
    ];
  }
}

/** By which it is known again the next time. */
export function nameOf(alarm: SharedAlarm): string {
  return 'escrow' in alarm ? alarm.escrow : `${alarm.vaultId}: ${alarm.trouble.code}`;
}
