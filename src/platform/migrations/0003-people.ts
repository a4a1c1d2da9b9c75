import { migration } from './migration.js';

// account, session, credential, verification and second_factor are the accounts library's own: its names, its columns, as its
// getMigrations() gives them. A test asks it whether anything is missing.
export default migration(
  3,
  'people',
  `
create schema people;

create table people.account (
  id text not null primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  "twoFactorEnabled" boolean
);

create table people.session (
  id text not null primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references people.account (id) on delete cascade
);
create index "session_userId_idx" on people.session ("userId");

create table people.credential (
  id text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references people.account (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null
);
create index "credential_userId_idx" on people.credential ("userId");

create table people.verification (
  id text not null primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);
create index verification_identifier_idx on people.verification (identifier);

create table people.second_factor (
  id text not null primary key,
  secret text not null,
  "backupCodes" text not null,
  "userId" text not null references people.account (id) on delete cascade,
  verified boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index second_factor_secret_idx on people.second_factor (secret);
create index "second_factor_userId_idx" on people.second_factor ("userId");

create table people.role_grant (
  account_id text not null references people.account on delete cascade,
  role text not null check (role in ('admin', 'coordinator', 'recovery-officer', 'dispensation-officer', 'complaints-officer', 'auditor')),
  granted_at timestamptz not null,
  granted_by text not null,
  primary key (account_id, role)
);

-- Either for an account that exists, or for a role that the account made with it will hold.
create table people.sign_in_link (
  id uuid primary key,
  hash bytea not null unique,
  account_id text references people.account on delete cascade,
  role text,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((account_id is null) <> (role is null))
);

create table people.token (
  id uuid primary key,
  hash bytea not null unique,
  role text not null,
  account_id text references people.account on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);

-- Failed sign-ins, counted by a keyed digest of the address: who tried is not readable here.
create table people.sign_in_failure (
  key bytea not null,
  at timestamptz not null default clock_timestamp()
);
create index sign_in_failure_key on people.sign_in_failure (key, at);

-- A code of the phone opens once, although it is right for a minute and more (RFC 6238, 5.2).
create table people.used_code (
  account_id text not null references people.account on delete cascade,
  code text not null,
  at timestamptz not null default now(),
  primary key (account_id, code)
);

create table people.duty_member (
  id uuid primary key,
  position integer not null unique deferrable initially deferred,
  function_name text not null,
  phone text,
  email text,
  account_id text references people.account on delete set null,
  is_sample boolean not null default false,
  check (phone is not null or email is not null)
);
`,
  `
drop schema people cascade;
`,
);
