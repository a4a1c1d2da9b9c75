import { Global, Module } from '@nestjs/common';
import { AccountMaker } from './account-maker.js';
import { AccountStore } from './account-store.js';
import { Accounts } from './accounts.js';
import { AddToRoster } from './add-to-roster.js';
import { BeginProviderSignIn } from './begin-provider-sign-in.js';
import { ChangeDesk } from './change.js';
import { ChangePassword } from './change-password.js';
import { ConfirmSecondFactor } from './confirm-second-factor.js';
import { CreateAccount } from './create-account.js';
import { DropSecondFactor } from './drop-second-factor.js';
import { DutyCodeStore } from './duty/duty-code-store.js';
import { DutyCodes } from './duty/duty-codes.js';
import { PrintDutyCodes } from './duty/print-duty-codes.js';
import { RevokeDutyCodes } from './duty/revoke-duty-codes.js';
import { EnterByLink } from './enter-by-link.js';
import { FailureStore } from './failure-store.js';
import { FinishProviderSignIn } from './finish-provider-sign-in.js';
import { GrantRole } from './grant-role.js';
import { IssueSignInLink } from './issue-sign-in-link.js';
import { IssueToken } from './issue-token.js';
import { AuthLibrary } from './library/auth-library.js';
import { AuthSecrets } from './library/auth-secrets.js';
import { JoinedPool } from './library/joined-pool.js';
import { LinkStore } from './link-store.js';
import { Links } from './links.js';
import { MoveInRoster } from './move-in-roster.js';
import { Passwords } from './passwords.js';
import { PrepareSecondFactor } from './prepare-second-factor.js';
import { RemoveFromRoster } from './remove-from-roster.js';
import { ResetPassword } from './reset-password.js';
import { ResetSecondFactor } from './reset-second-factor.js';
import { RevokeRole } from './revoke-role.js';
import { RevokeToken } from './revoke-token.js';
import { Roster } from './roster.js';
import { RosterStore } from './roster-store.js';
import { Sessions } from './sessions.js';
import { SetUpDemonstration } from './set-up-demonstration.js';
import { SignIn } from './sign-in.js';
import { SignInSecondFactor } from './sign-in-second-factor.js';
import { SignOut } from './sign-out.js';
import { TokenStore } from './token-store.js';
import { Tokens } from './tokens.js';

const VERBS = [
  AddToRoster,
  BeginProviderSignIn,
  ChangePassword,
  ConfirmSecondFactor,
  CreateAccount,
  DropSecondFactor,
  EnterByLink,
  FinishProviderSignIn,
  GrantRole,
  IssueSignInLink,
  IssueToken,
  MoveInRoster,
  PrepareSecondFactor,
  PrintDutyCodes,
  RemoveFromRoster,
  ResetPassword,
  ResetSecondFactor,
  RevokeDutyCodes,
  RevokeRole,
  RevokeToken,
  SetUpDemonstration,
  SignIn,
  SignInSecondFactor,
  SignOut,
];
const QUESTIONS = [Accounts, DutyCodes, Links, Roster, Sessions, Tokens];

@Global()
@Module({
  providers: [
    ChangeDesk,
    AuthSecrets,
    JoinedPool,
    AuthLibrary,
    AccountStore,
    AccountMaker,
    Passwords,
    FailureStore,
    LinkStore,
    TokenStore,
    RosterStore,
    DutyCodeStore,
    ...QUESTIONS,
    ...VERBS,
  ],
  exports: [ChangeDesk, AuthSecrets, ...QUESTIONS, ...VERBS],
})
export class PeopleModule {}
