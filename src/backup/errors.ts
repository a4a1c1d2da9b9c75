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
  'place-gone': {
    kind: 'conflict',
    message: 'what was restored is no longer there under its name',
    hint: 'restore the point again',
  },
  'sessions-remain': {
    kind: 'conflict',
    message: 'the name cannot change while something still holds the database',
    hint: 'stop the applications, and look for prepared transactions and replication slots, then switch again',
  },
  'nothing-there': {
    kind: 'conflict',
    message: 'there is no original to restore over',
    hint: 'restore under the original name, which is free',
  },
  'no-room': {
    kind: 'conflict',
    message: 'there is less room for the restore than the data need',
    hint: 'free some room, or name another place in the setting for restores',
  },
  'not-asked': { kind: 'conflict', message: 'this restore does not wait for an answer' },
  'ask-expired': {
    kind: 'gone',
    message: 'nobody approved this restore in time',
    hint: 'ask for it again',
  },
  'same-person': { kind: 'forbidden', message: 'a second person has to approve', hint: 'ask somebody who did not ask for it' },
  'not-switchable': {
    kind: 'conflict',
    message: 'only a restore that is done and was found the same, and that has not changed names yet, can be switched',
    hint: 'look at the restore',
  },
  'not-switched': {
    kind: 'conflict',
    message: 'the last switch of this source was not this one, or kept nothing',
    hint: 'look at the newest restore of the source',
  },
  'no-switch': { kind: 'conflict', message: 'places of this kind of source cannot change names' },
  'dependency-failed': {
    kind: 'conflict',
    message: 'not restored, because what it needs failed',
    hint: 'mend the cause, then restore again',
  },
  'not-ours': {
    kind: 'conflict',
    message: 'this database holds other data than the demonstration made',
    hint: 'point the setting to another database',
  },
  protected: {
    kind: 'conflict',
    message: 'this recovery point may not be removed: it is the last proven one, or locked, or under legal hold',
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
  'wrong-folder': {
    kind: 'unavailable',
    message: 'a setting does not hold the path of a folder',
    hint: 'write the whole path, beginning with /',
  },
  'files-unreadable': {
    kind: 'unavailable',
    message: 'some files of the folder cannot be read, and the copy would be less than the folder',
    hint: 'give the user of this server the right to read them, or exclude them on the shelf',
  },
  'repository-busy': {
    kind: 'unavailable',
    message: 'another program works on the repository in the vault',
    hint: 'wait until it ends',
  },
  'place-not-empty': {
    kind: 'conflict',
    message: 'the folder to restore into is not empty, and we did not make it',
    hint: 'move it away',
  },
  'other-disk': {
    kind: 'conflict',
    message: 'the restored folder lies on another disk than the original, and cannot be given its name',
    hint: 'move it by hand',
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
  'clock-wrong': {
    kind: 'unavailable',
    message: 'the vault refuses us because our clock differs from its own',
    hint: 'set the clock of this server (timedatectl set-ntp true), then that of the vault',
  },
  'under-lock': {
    kind: 'conflict',
    message: 'this copy is locked in its vault until the named time, and nobody may delete it before',
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
  'key-lost': {
    kind: 'unavailable',
    message: 'copies exist, but the key that opens them is gone; no new one is made',
    hint: 'put the same age identity back into the named file',
  },
  'no-recipient': {
    kind: 'unavailable',
    message: 'this server writes copies but does not know for whom to encrypt them',
    hint: 'bring keys/backup.age.pub from the server that proves them into the named file',
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
