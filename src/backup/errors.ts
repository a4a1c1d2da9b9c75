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
  'manifest-swapped': {
    kind: 'unavailable',
    message: 'the manifest in the vault is not the one that the signed catalogue names',
    hint: 'find out who changed it; a second vault may still hold the right one',
  },
  'catalogue-forged': {
    kind: 'unavailable',
    message: 'the catalogue in the vault is not one that this installation has signed',
    hint: 'compare the fingerprint with the recovery card, and find out who wrote it',
  },
  'catalogue-rolled-back': {
    kind: 'unavailable',
    message: 'the vault holds an older catalogue than it did before: it was set back',
    hint: 'find out who set it back, and what is missing since',
  },
  'point-missing': {
    kind: 'unavailable',
    message: 'the signed catalogue names a point that is not in the vault',
  },
  'point-added': {
    kind: 'unavailable',
    message: 'the vault holds a point that this installation never made',
    hint: 'it is never offered; find out who put it there',
  },
  overtaken: {
    kind: 'unavailable',
    message: 'the copy was on its way when the server was lost',
  },
  'no-key-file': {
    kind: 'not-found',
    message: 'this file is not there or holds no age identity',
    hint: 'give the file that age-keygen made, with a line AGE-SECRET-KEY-…',
  },
  'no-such-escrow': {
    kind: 'not-found',
    message: 'no escrow key on the shelf has this recipient',
    hint: 'list them with: sinambung escrow list',
  },
  'no-such-drill': { kind: 'not-found', message: 'there is no such drill' },
  'wrong-answer': {
    kind: 'invalid',
    message: 'this is not what was sealed for this key',
    hint: 'open the riddle with: age -d -i KEY FILE',
  },
  'no-catalogue': {
    kind: 'not-found',
    message: 'this vault holds no catalogue',
    hint: 'check the address of the vault; its folder catalogue/ is missing',
  },
  'other-signature': {
    kind: 'forbidden',
    message: 'no catalogue in this vault bears the signature of the expected key',
    hint: 'compare the fingerprint with the recovery card of this installation',
  },
  'data-not-empty': {
    kind: 'conflict',
    message: 'the data folder is not empty, and nothing is ever written over',
    hint: 'set SINAMBUNG_DATA to an empty folder, or to one that does not exist yet',
  },
  'database-not-empty': {
    kind: 'conflict',
    message: 'the database that DATABASE_URL names is not empty, and nothing is ever written over',
    hint: 'create an empty one, or unset DATABASE_URL for an embedded one',
  },
  'no-room': {
    kind: 'unavailable',
    message: 'there is not enough room for the restored database',
    hint: 'free some room, or set SINAMBUNG_DATA to a larger disk',
  },
  'other-kind': {
    kind: 'conflict',
    message: 'what the vault holds is of another kind than SINAMBUNG_KIND says',
    hint: 'set SINAMBUNG_KIND to what the installation was',
  },
  'newer-version': {
    kind: 'conflict',
    message: 'a newer Sinambung made this copy',
    hint: 'install at least that version',
  },
  'rescue-unfinished': {
    kind: 'conflict',
    message: 'a rescue into this data folder was begun and has not ended',
    hint: 'run sinambung rescue again; it begins anew',
  },
  'not-the-same': { kind: 'unavailable', message: 'the restored data is not what was backed up' },
});
