/**
 * Who does what with a vault, each with a credential of its own: the writer stores and can neither delete nor decrypt, the prover
 * reads and holds the age identity, the pruner deletes what retention allows.
 */
export const vaultRoles = ['writer', 'prover', 'pruner'] as const;
export type VaultRole = (typeof vaultRoles)[number];

/** The queue of a role: a server takes from the queues of its own roles alone. */
export function queueOf(role: VaultRole): string {
  return `backup-${role}`;
}
