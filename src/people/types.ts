import type { Role } from './permissions.js';

/** A person's account. `name` is a name or a function ("Koordinator piket"). */
export interface Account {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  hasPassword: boolean;
  hasSecondFactor: boolean;
}

/** What is known of an API token; the token itself is shown once, when it is made. */
export interface TokenRecord {
  id: string;
  role: Role;
  accountId?: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt?: Date;
  /** Neither expired nor revoked. */
  live: boolean;
}

/** One place on the duty roster. A person is named by the function she holds. */
export interface DutyMember {
  id: string;
  /** 1 is told first. */
  position: number;
  functionName: string;
  phone?: string;
  email?: string;
  accountId?: string;
  /** Made up for a demonstration: never called or written to. */
  isSample: boolean;
}

/** Whom a one-time link lets in: the holder of an account, or somebody who makes one that will hold `role`. */
export type LinkHolder = { accountId: string } | { role: Role };

/** What a browser sent that the sign-in needs. */
export interface Visit {
  cookie?: string;
  userAgent?: string;
  /** Counted against, never kept. */
  ip: string;
}

/** How a sign-in went. `cookies` are Set-Cookie values for the browser. */
export type SignInOutcome =
  | { state: 'signed-in'; cookies: string[] }
  | { state: 'second-factor'; cookies: string[] }
  | { state: 'refused'; cookies: string[] }
  | { state: 'too-many'; cookies: string[] };
