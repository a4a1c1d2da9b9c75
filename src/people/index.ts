/**
 * Accounts, roles, sessions, tokens and the duty roster; and `Change`, the one way in which anybody changes something.
 */
export { Accounts } from './accounts.js';
export { Actor, TERMINAL } from './actor.js';
export { AddToRoster } from './add-to-roster.js';
export { BeginProviderSignIn } from './begin-provider-sign-in.js';
export { Change, type Changed } from './change.js';
export { ChangePassword } from './change-password.js';
export { ConfirmSecondFactor } from './confirm-second-factor.js';
export { CreateAccount } from './create-account.js';
export { DropSecondFactor } from './drop-second-factor.js';
export { EnterByLink } from './enter-by-link.js';
export { FinishProviderSignIn } from './finish-provider-sign-in.js';
export { GrantRole } from './grant-role.js';
export { IssueSignInLink } from './issue-sign-in-link.js';
export { IssueToken } from './issue-token.js';
export { AuthSecrets } from './library/auth-secrets.js';
export { Links } from './links.js';
export { MoveInRoster } from './move-in-roster.js';
export { PeopleModule } from './people.module.js';
export { PERMISSIONS, type Permission, ROLES, type Role } from './permissions.js';
export { PrepareSecondFactor, type SecondFactorSetup } from './prepare-second-factor.js';
export { RemoveFromRoster } from './remove-from-roster.js';
export { ResetPassword } from './reset-password.js';
export { ResetSecondFactor } from './reset-second-factor.js';
export { RevokeRole } from './revoke-role.js';
export { RevokeToken } from './revoke-token.js';
export { Roster } from './roster.js';
export { LINK_MINUTES, safeReturn } from './rules.js';
export { Sessions } from './sessions.js';
export { SetUpDemonstration } from './set-up-demonstration.js';
export { SignIn } from './sign-in.js';
export { SignInSecondFactor } from './sign-in-second-factor.js';
export { SignOut } from './sign-out.js';
export { Tokens } from './tokens.js';
export type { Account, DutyMember, LinkHolder, SignInOutcome, TokenRecord, Visit } from './types.js';
