import { queueOf } from '../vaults/roles.js';

export const TAKE = { name: 'backup.take', queue: queueOf('writer') };
export const VERIFY = { name: 'backup.verify', queue: queueOf('prover') };
export const PROVE = { name: 'backup.prove', queue: queueOf('prover') };
export const RESTORE = { name: 'backup.restore', queue: queueOf('prover') };
export const RETIRE = { name: 'backup.retire', queue: queueOf('pruner') };
/** One after the other, each where its role is. */
export const PROBE = {
  writer: { name: 'backup.probe-writer', queue: queueOf('writer') },
  prover: { name: 'backup.probe-prover', queue: queueOf('prover') },
  pruner: { name: 'backup.probe-pruner', queue: queueOf('pruner') },
};
export const LOOK = { name: 'backup.look', queue: queueOf('prover') };
export const PUBLISH = { name: 'backup.publish', queue: queueOf('writer') };
export const SCHEDULED = 'backup.scheduled';
export const REMOVE = { name: 'backup.remove', queue: queueOf('pruner') };
export const SERIES = { name: 'backup.restore-series', queue: queueOf('prover') };
export const SWITCH = { name: 'backup.switch', queue: queueOf('prover') };
