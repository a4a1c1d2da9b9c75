import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config, Durable } from '../../platform/index.js';
import { errors } from '../errors.js';
import { Shelf } from '../shelf.js';
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
  ) {
    this.here = config.get('SINAMBUNG_BACKUP_ROLES');
  }

  /** Throws `roles-together`. */
  onModuleInit(): void {
    const cluster = this.shelf.sources.find(({ engine }) => engine === 'pgbackrest');
    const lacking = vaultRoles.filter((role) => !this.here.includes(role));
    if (cluster && lacking.length > 0) throw errors.rolesTogether({ source: cluster.id, detail: lacking.join(', ') });
    for (const role of lacking) this.durable.leave(queueOf(role));
  }
}
