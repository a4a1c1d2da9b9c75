import type { Escrow } from '../shelf-schema.js';

export type EscrowAlarm = 'no-escrow' | 'escrow-unproven' | 'escrow-overdue';

/** One officer's key, and when she last showed that it opens. */
export interface EscrowKey {
  holder: string;
  kept: string;
  recipient: string;
  provenAt?: Date;
  alarm?: EscrowAlarm;
}

export interface EscrowStanding {
  keys: EscrowKey[];
  alarms: EscrowAlarm[];
}

/** `proven` by recipient: when its key was last shown to open. A key that was never tried is no key. */
export function escrowStanding({ recipients, drill }: Escrow, proven: ReadonlyMap<string, Date>, now: Date): EscrowStanding {
  const keys = recipients.map(({ holder, kept, recipient }) => {
    const provenAt = proven.get(recipient);
    const overdue = provenAt && now.getTime() - provenAt.getTime() > drill;
    const alarm: EscrowAlarm | undefined = !provenAt ? 'escrow-unproven' : overdue ? 'escrow-overdue' : undefined;
    return { holder, kept, recipient, provenAt, alarm };
  });
  const alarms = new Set<EscrowAlarm>(keys.flatMap(({ alarm }) => alarm ?? []));
  return { keys, alarms: keys.length === 0 ? ['no-escrow'] : [...alarms].sort() };
}
