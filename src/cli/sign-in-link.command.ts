import { Command, Option } from 'nest-commander';
import { IssueSignInLink, LINK_MINUTES, type Role } from '../people/index.js';
import { roleIn } from './role-option.js';
import { TerminalCommand, type TerminalOptions } from './terminal-command.js';

interface LinkOptions extends TerminalOptions {
  email?: string;
  role?: Role;
}

@Command({ name: 'sign-in-link', description: `a link that lets one person in once, within ${LINK_MINUTES} minutes` })
export class SignInLinkCommand extends TerminalCommand {
  constructor(private readonly issueSignInLink: IssueSignInLink) {
    super();
  }

  async run(_arguments: string[], { email, role, ...options }: LinkOptions): Promise<void> {
    const made = await this.issueSignInLink.run(this.by, { email, role });
    this.show(options, made, made.url);
  }

  @Option({ flags: '--email <email>', description: 'for the holder of this account' })
  parseEmail(email: string): string {
    return email;
  }

  @Option({ flags: '--role <role>', description: 'for somebody new, whose account will hold this role' })
  parseRole(role: string): Role {
    return roleIn(role);
  }
}
