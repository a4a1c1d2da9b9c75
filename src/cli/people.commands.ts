import { ACCOUNT_COMMANDS } from './account.commands.js';
import { ROSTER_COMMANDS } from './roster.commands.js';
import { SignInLinkCommand } from './sign-in-link.command.js';
import { TOKEN_COMMANDS } from './token.commands.js';

export const PEOPLE_COMMANDS = [...ACCOUNT_COMMANDS, ...TOKEN_COMMANDS, ...ROSTER_COMMANDS, SignInLinkCommand];
