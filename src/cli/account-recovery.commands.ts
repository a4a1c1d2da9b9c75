import { SubCommand } from 'nest-commander';
import { LINK_MINUTES, ResetPassword, ResetSecondFactor, RevokeRole } from '../people/index.js';
import { roleIn } from './role-option.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

@SubCommand({
  name: 'reset-password',
  arguments: '<email>',
  description: 'void the password, end every session, make a sign-in link',
})
export class AccountResetPasswordCommand extends TerminalCommand {
  constructor(private readonly resetPassword: ResetPassword) {
    super();
  }

  async run([email]: string[], options: TerminalOptions): Promise<void> {
    const made = await this.resetPassword.run(this.by, { email });
    this.show(options, made, `sign in once, within ${LINK_MINUTES} minutes: ${made.url}`);
  }
}

@SubCommand({ name: 'reset-totp', arguments: '<email>', description: 'for a lost phone: turn codes off, end every session' })
export class AccountResetTotpCommand extends TerminalCommand {
  constructor(private readonly resetSecondFactor: ResetSecondFactor) {
    super();
  }

  async run([email]: string[], options: TerminalOptions): Promise<void> {
    const account = await this.resetSecondFactor.run(this.by, { email });
    this.show(options, account, `${account.email} signs in with the password alone`);
  }
}

@SubCommand({ name: 'revoke', arguments: '<email> <role>', description: 'take a role away; not from the last administrator' })
export class AccountRevokeCommand extends TerminalCommand {
  constructor(private readonly revokeRole: RevokeRole) {
    super();
  }

  async run([email, role = '']: string[], options: TerminalOptions): Promise<void> {
    const account = await this.revokeRole.run(this.by, { email, role: roleIn(role) });
    this.show(options, account, `${account.email}: ${account.roles.join(', ') || 'no roles'}`);
  }
}

export const ACCOUNT_RECOVERY_COMMANDS = [AccountResetPasswordCommand, AccountResetTotpCommand, AccountRevokeCommand];
