import { Global, Module } from '@nestjs/common';
import { AccountStore } from './account-store.js';
import { Accounts } from './accounts.js';
import { ChangeDesk } from './change.js';
import { AuthLibrary } from './library/auth-library.js';
import { AuthSecrets } from './library/auth-secrets.js';
import { JoinedPool } from './library/joined-pool.js';
import { Sessions } from './sessions.js';
import { TokenStore } from './token-store.js';
import { Tokens } from './tokens.js';

const QUESTIONS = [Accounts, Sessions, Tokens];

@Global()
@Module({
  providers: [ChangeDesk, AuthSecrets, JoinedPool, AuthLibrary, AccountStore, TokenStore, ...QUESTIONS],
  exports: [ChangeDesk, ...QUESTIONS],
})
export class PeopleModule {}
