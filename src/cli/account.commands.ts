import { Command, Option, SubCommand } from 'nest-commander';
import {
  type Account,
  Accounts,
  AuthSecrets,
  CreateAccount,
  GrantRole,
  IssueSignInLink,
  LINK_MINUTES,
  type Role,
} from '../people/index.js';
import {
  ACCOUNT_RECOVERY_COMMANDS,
  AccountResetPasswordCommand,
  AccountResetTotpCommand,
  AccountRevokeCommand,
} from './account-recovery.commands.js';
import { roleIn, rolesIn } from './role-option.js';
import { CommandGroup, TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface CreateOptions extends TerminalOptions {
  name?: string;
  role?: Role[];
}

@SubCommand({ name: 'list', description: 'every account with its roles' })
export class AccountListCommand extends TerminalCommand {
  constructor(private readonly accounts: Accounts) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const accounts = await this.accounts.all();
    this.show(
      options,
      accounts,
      this.table([['address', 'name', 'roles', 'password', 'second factor'], ...accounts.map(lineOf)]),
    );
  }
}

@SubCommand({ name: 'create', arguments: '<email>', description: 'make an account and a link for its holder' })
export class AccountCreateCommand extends TerminalCommand {
  constructor(
    private readonly createAccount: CreateAccount,
    private readonly issueSignInLink: IssueSignInLink,
  ) {
    super();
  }

  async run([email]: string[], { name, role, ...options }: CreateOptions): Promise<void> {
    const account = await this.createAccount.run(this.by, { email, name: name ?? email, roles: role });
    const { url } = await this.issueSignInLink.run(this.by, { email });
    this.show(options, { account, url }, [
      `made ${account.email}: ${account.roles.join(', ') || 'no roles'}`,
      `sign in once, within ${LINK_MINUTES} minutes: ${url}`,
    ]);
  }

  @Option({ flags: '--name <name>', description: 'a name or a function, as colleagues see it' })
  parseName(name: string): string {
    return name;
  }

  @Option({ flags: '--role <roles>', description: 'one role, or several with commas' })
  parseRole(roles: string): Role[] {
    return rolesIn(roles);
  }
}

@SubCommand({ name: 'grant', arguments: '<email> <role>', description: 'give a role' })
export class AccountGrantCommand extends TerminalCommand {
  constructor(private readonly grantRole: GrantRole) {
    super();
  }

  async run([email, role = '']: string[], options: TerminalOptions): Promise<void> {
    const account = await this.grantRole.run(this.by, { email, role: roleIn(role) });
    this.show(options, account, `${account.email}: ${account.roles.join(', ')}`);
  }
}

@SubCommand({ name: 'rotate-secret', description: 'make a new secret for sessions: at the next start everybody signs in again' })
export class AccountRotateSecretCommand extends TerminalCommand {
  constructor(private readonly secrets: AuthSecrets) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    this.secrets.rotate();
    this.show(options, { rotated: true }, 'made a new secret: start the server again to use it');
  }
}

@Command({
  name: 'account',
  description: 'accounts, and ways back in for their holders',
  subCommands: [
    AccountListCommand,
    AccountCreateCommand,
    AccountResetPasswordCommand,
    AccountResetTotpCommand,
    AccountGrantCommand,
    AccountRevokeCommand,
    AccountRotateSecretCommand,
  ],
})
export class AccountCommand extends CommandGroup {}

function lineOf({ email, name, roles, hasPassword, hasSecondFactor }: Account): string[] {
  return [email, name, roles.join(', ') || '-', hasPassword ? 'yes' : 'no', hasSecondFactor ? 'yes' : 'no'];
}

export const ACCOUNT_COMMANDS = [
  AccountCommand,
  AccountListCommand,
  AccountCreateCommand,
  AccountGrantCommand,
  AccountRotateSecretCommand,
  ...ACCOUNT_RECOVERY_COMMANDS,
];
