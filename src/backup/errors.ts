import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('backup', {
  'no-such-source': { kind: 'not-found', message: 'there is no such source', hint: 'list them with: sinambung backup list' },
  'no-such-vault': { kind: 'not-found', message: 'there is no such vault', hint: 'vaults are in backup/vaults.yaml' },
  'no-such-point': {
    kind: 'not-found',
    message: 'there is no such recovery point',
    hint: 'list them with: sinambung backup list',
  },
  'no-such-restore': { kind: 'not-found', message: 'there is no such restore' },
  'no-such-object': { kind: 'not-found', message: 'the vault does not hold this object' },
  'wrong-shelf': {
    kind: 'invalid',
    message: 'a file of the backup shelf is wrong',
    hint: 'correct the named lines and start again',
  },
  'wrong-move': { kind: 'conflict', message: 'a recovery point in this state cannot do this' },
  'nothing-to-restore': {
    kind: 'conflict',
    message: 'this source has no recovery point that may be restored',
    hint: 'take a backup first',
  },
  'not-offered': {
    kind: 'conflict',
    message: 'this recovery point is not whole, so it is not offered',
    hint: 'choose one that is verified or proven',
  },
  'name-taken': {
    kind: 'conflict',
    message: 'the original database still exists',
    hint: 'restore beside it, or drop or rename the original first',
  },
  'not-ours': {
    kind: 'conflict',
    message: 'this database holds other data than the demonstration made',
    hint: 'point the setting to another database',
  },
  protected: {
    kind: 'conflict',
    message:
      'this recovery point may not be removed: it is the last proven one, locked, under legal hold, being restored or needed by another',
    hint: 'see why on the page of the point',
  },
  'no-such-hold': { kind: 'not-found', message: 'there is no such legal hold' },
  'hold-lifted': { kind: 'conflict', message: 'this legal hold was lifted already' },
  'no-such-request': { kind: 'not-found', message: 'there is no such request' },
  'already-asked': {
    kind: 'conflict',
    message: 'this was asked already and waits for a second person',
    hint: 'approve or refuse that request first',
  },
  'already-decided': { kind: 'conflict', message: 'this request was decided already' },
  'same-person': {
    kind: 'conflict',
    message: 'a second person has to approve',
    hint: 'ask somebody else who may',
  },
  'policy-unchanged': { kind: 'conflict', message: 'the retention policy on the shelf is the one in force' },
  'policy-changed-since': {
    kind: 'conflict',
    message: 'the retention policy on the shelf was changed again since this was asked',
    hint: 'refuse this request and ask anew',
  },
  'already-running': {
    kind: 'conflict',
    message: 'the same work is already running for this source',
    hint: 'wait until it ends',
  },
  'setting-missing': {
    kind: 'unavailable',
    message: 'a setting that this needs is not set',
    hint: 'set the named setting and start again',
  },
  'tool-missing': {
    kind: 'unavailable',
    message: 'a program that this needs is not installed',
    hint: 'install the named package',
  },
  'tool-too-old': {
    kind: 'unavailable',
    message: 'the server is newer than the program that copies it',
    hint: 'install the named package',
  },
  'server-too-old': {
    kind: 'unavailable',
    message: 'the server is older than the one that was copied, so it cannot take the copy',
    hint: 'name a server of at least that version in the setting for restores',
  },
  'rights-missing': {
    kind: 'unavailable',
    message: 'the user who copies lacks rights, and the copy would be less than the database',
    hint: 'grant the named rights to this user',
  },
  'wrong-address': {
    kind: 'unavailable',
    message: 'a setting does not hold an address of this kind of database',
    hint: 'write it like mariadb://user:password@host:3306/database, or postgresql://…',
  },
  'source-unreachable': { kind: 'unavailable', message: 'the source cannot be reached' },
  'vault-unreachable': { kind: 'unavailable', message: 'the vault cannot be reached' },
  'vault-refused': {
    kind: 'unavailable',
    message: 'the vault refuses our key',
    hint: 'check its access key, secret key and rights',
  },
  'vault-vanished': {
    kind: 'unavailable',
    message: 'the vault that was here is gone',
    hint: 'mount it again, or name it anew in backup/vaults.yaml',
  },
  'vault-full': {
    kind: 'unavailable',
    message: 'the vault has no room left',
    hint: 'free some room or add a vault, then take the backup again',
  },
  'vault-failed': { kind: 'unavailable', message: 'the vault failed' },
  'child-failed': { kind: 'unavailable', message: 'a program that was run failed' },
  'cut-short': { kind: 'unavailable', message: 'the copy ended before its end marker' },
  damaged: { kind: 'unavailable', message: 'the copy read back is not the copy that was stored' },
  'no-identity': {
    kind: 'unavailable',
    message: 'the key that opens this copy is not here',
    hint: 'put the age identity into the keys folder',
  },
  unexpected: {
    kind: 'unavailable',
    message: 'something failed in a way that nobody foresaw',
    hint: 'the log of the server says more',
  },
  'assertion-broken': {
    kind: 'unavailable',
    message: 'the restored data is what was backed up, but an assertion of its source does not hold',
    hint: 'look at the data of the source, or at the assertion on the shelf',
  },
  'not-the-same': { kind: 'unavailable', message: 'the restored data is not what was backed up' },
});
