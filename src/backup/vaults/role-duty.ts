import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config, Durable } from '../../platform/index.js';
import { queueOf, type VaultRole, vaultRoles } from './roles.js';

/** Which roles this server has; the work of the others is left to servers that have them. */
@Injectable()
export class RoleDuty implements OnModuleInit {
  readonly here: readonly VaultRole[];

  constructor(
    config: Config,
    private readonly durable: Durable,
  ) {
    this.here = config.get('SINAMBUNG_BACKUP_ROLES');
  }

  onModuleInit(): void {
    for (const role of vaultRoles) if (!this.here.includes(role)) this.durable.leave(queueOf(role));
  }
}
