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
    message: 'the original still exists',
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
  'tool-outdated': {
    kind: 'unavailable',
    message: 'a program is older than this needs',
    hint: 'install the named package in a newer release',
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
  'setup-missing': {
    kind: 'unavailable',
    message: 'the server of the source is not set up for this yet',
    hint: 'run the named line there',
  },
  'wal-not-arrived': {
    kind: 'unavailable',
    message: 'the server does not bring its log into the vault',
    hint: "look at the server's own log: it says why archive_command fails",
  },
  'log-goes-elsewhere': {
    kind: 'unavailable',
    message: 'the log of the server goes to another vault, and a backup without its log is none',
    hint: 'mend the first vault of the source',
  },
  'cannot-go-back': {
    kind: 'conflict',
    message: 'this source can be restored to its recovery points only, not to any moment',
    hint: 'choose one of its recovery points',
  },
  'too-early': {
    kind: 'conflict',
    message: 'the vault holds nothing of that moment yet',
    hint: 'choose a later moment',
  },
  'too-late': {
    kind: 'conflict',
    message: 'the log of that moment is not in the vault',
    hint: 'choose an earlier moment',
  },
  'in-a-gap': {
    kind: 'conflict',
    message: 'a part of the log is missing, and with it this moment',
    hint: 'choose a moment before or after the gap',
  },
  'never-reached': {
    kind: 'unavailable',
    message: 'the restored server ended before the wanted moment',
    hint: 'choose an earlier moment',
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
  'no-room': {
    kind: 'unavailable',
    message: 'there is no room for the restore',
    hint: 'free some room, or name a folder on another disk in the setting for restores',
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
