import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config, Durable } from '../../platform/index.js';
import { errors } from '../errors.js';
import { Shelf } from '../shelf.js';
import { Credentials } from './credentials.js';
import { queueOf, type VaultRole, vaultRoles } from './roles.js';

/**
 * Which roles this server has; the work of the others is left to servers that have them. A whole server is copied, opened and
 * deleted by one program on its own machine: with roles apart its work would wait for ever on a machine that lacks it.
 */
@Injectable()
export class RoleDuty implements OnModuleInit {
  readonly here: readonly VaultRole[];

  constructor(
    config: Config,
    private readonly durable: Durable,
    private readonly shelf: Shelf,
    private readonly credentials: Credentials,
  ) {
    this.here = config.get('SINAMBUNG_BACKUP_ROLES');
  }

  /** Throws `roles-together`, `keys-together`. */
  onModuleInit(): void {
    this.refuseWriterWhoCannotDelete();
    const cluster = this.shelf.sources.find(({ engine }) => engine === 'pgbackrest');
    const lacking = vaultRoles.filter((role) => !this.here.includes(role));
    if (cluster && lacking.length > 0) throw errors.rolesTogether({ source: cluster.id, detail: lacking.join(', ') });
    for (const role of lacking) this.durable.leave(queueOf(role));
  }

  /**
   * While it copies, pgBackRest deletes: what names the latest backup, and halves that a kill has left, many objects in one request.
   * Measured on Ceph RGW 16.2: a writer who may not do that fails at each backup, after all of it was written.
   */
  private refuseWriterWhoCannotDelete(): void {
    for (const { id, engine, vaults } of this.shelf.sources) {
      const first = this.shelf.vaults.find((vault) => vault.id === vaults[0]);
      if (engine !== 'pgbackrest' || !first || first.kind === 'folder') continue;
      const setting = this.credentials.ownKey(first, 'pruner');
      if (setting) throw errors.keysTogether({ source: id, vault: first.id, setting, detail: setting });
    }
  }
}
