import { Command, Option, SubCommand } from 'nest-commander';
import { IssueToken, RevokeToken, ROLES, type Role, type TokenRecord, Tokens } from '../people/index.js';
import { roleIn } from './role-option.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface TokenOptions extends TerminalOptions {
  role?: Role;
  for?: string;
  days?: string;
}

@SubCommand({ name: 'list', description: 'the API tokens that were made, without their secrets' })
export class TokenListCommand extends TerminalCommand {
  constructor(private readonly tokens: Tokens) {
    super();
  }

  async run(_arguments: string[], options: TerminalOptions): Promise<void> {
    const tokens = await this.tokens.all();
    const rows = tokens.map((token) => [
      token.id,
      token.role,
      token.accountId ?? 'terminal',
      token.expiresAt.toISOString(),
      stateOf(token),
    ]);
    this.show(options, tokens, this.table([['token', 'role', 'acts as', 'expires', 'state'], ...rows]));
  }
}

@SubCommand({ name: 'revoke', arguments: '<id>', description: 'end an API token at once' })
export class TokenRevokeCommand extends TerminalCommand {
  constructor(private readonly revokeToken: RevokeToken) {
    super();
  }

  async run([tokenId]: string[], options: TerminalOptions): Promise<void> {
    await this.revokeToken.run(this.by, { tokenId });
    this.show(options, { revoked: tokenId }, `revoked ${tokenId}`);
  }
}

@Command({
  name: 'token',
  description: 'make an API token; it is shown once',
  subCommands: [TokenListCommand, TokenRevokeCommand],
})
export class TokenCommand extends TerminalCommand {
  constructor(private readonly issueToken: IssueToken) {
    super();
  }

  async run(_arguments: string[], { role, for: email, days, ...options }: TokenOptions): Promise<void> {
    if (!role) throw new Error(`say what the token may do\nhint: --role with one of ${ROLES.join(', ')}`);
    const made = await this.issueToken.run(this.by, { role, email, days });
    this.show(options, made, made.token);
  }

  @Option({ flags: '--role <role>', description: 'what the token may do; needed to make one' })
  parseRole(role: string): Role {
    return roleIn(role);
  }

  @Option({ flags: '--for <email>', description: 'the account that the token acts as; without it, the person at this terminal' })
  parseFor(email: string): string {
    return email;
  }

  @Option({ flags: '--days <n>', description: 'how long it is good for, 1 to 366; 30 when left out' })
  parseDays(days: string): string {
    return days;
  }
}

function stateOf({ revokedAt, live }: TokenRecord): string {
  if (revokedAt) return 'revoked';
  return live ? 'good' : 'expired';
}

export const TOKEN_COMMANDS = [TokenCommand, TokenListCommand, TokenRevokeCommand];
