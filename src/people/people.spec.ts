import { type House, openHouse } from '../../test/support/house.js';
import { totpCode } from '../../test/support/totp.js';
import { Tx } from '../platform/index.js';
import { Actor, TERMINAL } from './actor.js';
import { AddToRoster } from './add-to-roster.js';
import { ChangePassword } from './change-password.js';
import { ConfirmSecondFactor } from './confirm-second-factor.js';
import { CreateAccount } from './create-account.js';
import { DropSecondFactor } from './drop-second-factor.js';
import { EnterByLink } from './enter-by-link.js';
import { FailureStore } from './failure-store.js';
import { GrantRole } from './grant-role.js';
import { IssueSignInLink } from './issue-sign-in-link.js';
import { IssueToken } from './issue-token.js';
import { AuthLibrary } from './library/auth-library.js';
import { AuthSecrets } from './library/auth-secrets.js';
import { MoveInRoster } from './move-in-roster.js';
import { ROLES, type Role } from './permissions.js';
import { PrepareSecondFactor } from './prepare-second-factor.js';
import { RemoveFromRoster } from './remove-from-roster.js';
import { ResetPassword } from './reset-password.js';
import { ResetSecondFactor } from './reset-second-factor.js';
import { RevokeRole } from './revoke-role.js';
import { RevokeToken } from './revoke-token.js';
import { Roster } from './roster.js';
import { Sessions } from './sessions.js';
import { SetUpDemonstration } from './set-up-demonstration.js';
import { SignIn } from './sign-in.js';
import { SignInSecondFactor } from './sign-in-second-factor.js';
import { SignOut } from './sign-out.js';

const PASSWORD = 'empat kata yang lama';
const terminal = Actor.terminal(ROLES);
const stranger = Actor.public();
let house: House;
let serial = 0;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const visit = (cookies: readonly string[] = [], ip = '192.0.2.1') => ({
  cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; '),
  ip,
});
const freshAddress = () => `orang-${++serial}@contoh.invalid`;
const code = (thrown: Promise<unknown>) =>
  thrown.then(
    () => 'nothing thrown',
    (error) => error.code,
  );

async function account(...roles: Role[]) {
  return house.get(CreateAccount).run(terminal, { name: 'Petugas Contoh', email: freshAddress(), roles });
}

async function linkFor(input: { email?: string; role?: Role }): Promise<string> {
  const { url } = await house.get(IssueSignInLink).run(terminal, input);
  return url.split('/').pop()!;
}

async function withPassword(...roles: Role[]) {
  const made = await account(...roles);
  const { cookies } = await house
    .get(EnterByLink)
    .run(stranger, { token: await linkFor(made), password: PASSWORD, repeated: PASSWORD, visit: visit() });
  return { ...made, cookies, actor: Actor.account(made.id, made.roles) };
}

async function withSecondFactor(...roles: Role[]) {
  const made = await withPassword(...roles);
  const { address, paperCodes } = await house
    .get(PrepareSecondFactor)
    .run(made.actor, { current: PASSWORD, visit: visit(made.cookies) });
  const cookies = await house.get(ConfirmSecondFactor).run(made.actor, { code: totpCode(address), visit: visit(made.cookies) });
  return { ...made, cookies, address, paperCodes };
}

const signIn = (email: string, password = PASSWORD, ip?: string) =>
  house.get(SignIn).run(stranger, { email, password, visit: visit([], ip) });
const whoHas = (cookies: readonly string[]) => house.get(Sessions).actorOf({ headers: visit(cookies) });
const late = (sql: string, values: unknown[] = []) => house.get(Tx).housekeeping('test.late', () => house.db.run(sql, values));

describe('the accounts library', () => {
  it('misses nothing in our migrations', async () => {
    expect(await house.get(AuthLibrary).missingTables()).toBe(';');
  });
});

describe('a one-time link', () => {
  it('signs in the holder of an account, sets a password, and works once', async () => {
    const { email, id } = await account('coordinator');
    const token = await linkFor({ email });
    const outcome = await house.get(EnterByLink).run(stranger, { token, password: PASSWORD, repeated: PASSWORD, visit: visit() });
    expect(outcome.state).toBe('signed-in');
    expect(await whoHas(outcome.cookies)).toMatchObject({ person: id, holders: ['coordinator'] });
    expect(await code(house.get(EnterByLink).run(stranger, { token, visit: visit() }))).toBe('people.link-gone');
    expect((await signIn(email)).state).toBe('signed-in');
  });

  it('lets in without a password too, for a demonstration', async () => {
    const { email } = await account('auditor');
    const outcome = await house
      .get(EnterByLink)
      .run(stranger, { token: await linkFor({ email }), password: '', repeated: '', visit: visit() });
    expect(outcome.state).toBe('signed-in');
  });

  it('of two uses at the same moment lets one in', async () => {
    const { email } = await account('auditor');
    const token = await linkFor({ email });
    const uses = [1, 2].map(() => code(house.get(EnterByLink).run(stranger, { token, visit: visit() })));
    expect((await Promise.all(uses)).sort()).toEqual(['nothing thrown', 'people.link-gone']);
  });

  it('ends after 30 minutes, and when a newer one is made', async () => {
    const { email, id } = await account('auditor');
    const [first, second] = [await linkFor({ email }), await linkFor({ email })];
    expect(await code(house.get(EnterByLink).run(stranger, { token: first, visit: visit() }))).toBe('people.link-gone');
    await late('update people.sign_in_link set expires_at = now() where account_id = $1', [id]);
    expect(await code(house.get(EnterByLink).run(stranger, { token: second, visit: visit() }))).toBe('people.link-gone');
  });

  it('for a role makes an account, and is not used up by a form that came back', async () => {
    const token = await linkFor({ role: 'admin' });
    const email = freshAddress();
    const form = { token, name: 'Admin', email, visit: visit() };
    expect(await code(house.get(EnterByLink).run(stranger, { token, visit: visit() }))).toBe('people.account-details-needed');
    expect(await code(house.get(EnterByLink).run(stranger, { ...form, password: 'pendek', repeated: 'pendek' }))).toBe(
      'people.password-too-short',
    );
    expect(await code(house.get(EnterByLink).run(stranger, { ...form, password: PASSWORD, repeated: 'lain sama sekali' }))).toBe(
      'people.password-mismatch',
    );
    const { cookies } = await house.get(EnterByLink).run(stranger, { ...form, password: PASSWORD, repeated: PASSWORD });
    expect(await whoHas(cookies)).toMatchObject({ holders: ['admin'] });
  });

  it('does not go round a second factor', async () => {
    const { email } = await withSecondFactor('admin');
    const token = await linkFor({ email });
    expect(await code(house.get(EnterByLink).run(stranger, { token, visit: visit() }))).toBe('people.password-needed');
    const outcome = await house
      .get(EnterByLink)
      .run(stranger, { token, password: 'kata sandi yang baru', repeated: 'kata sandi yang baru', visit: visit() });
    expect(outcome.state).toBe('second-factor');
    expect(await whoHas(outcome.cookies)).toBeUndefined();
  });
});

describe('signing in', () => {
  it('tells nobody whether the address or the password was wrong', async () => {
    const { email } = await withPassword('coordinator');
    expect(await signIn(email, 'salah sama sekali')).toEqual(await signIn('tidak-ada@contoh.invalid', 'salah sama sekali'));
  });

  it('is in the ledger without an address, refused or not', async () => {
    const { email, id } = await withPassword('coordinator');
    await signIn(email, 'salah sama sekali');
    await signIn(email);
    const entries = await house.db.many<{ verb: string; detail: string }>(
      `select verb, detail from audit.entry where subject_id = $1 order by id`,
      [id],
    );
    expect(entries.filter(({ verb }) => verb === 'people.sign-in').map(({ detail }) => JSON.parse(detail).outcome)).toEqual([
      'refused',
      'signed-in',
    ]);
    expect(JSON.stringify(await house.db.many('select * from audit.entry'))).not.toContain('@');
  });

  it('stops guesses at one address, also right ones, until the window has passed', async () => {
    const { email } = await withPassword('coordinator');
    for (let guess = 0; guess < 5; guess++)
      expect((await signIn(email, `salah sekali ${guess}`, `192.0.2.${guess + 10}`)).state).toBe('refused');
    expect((await signIn(email)).state).toBe('too-many');
    await late(`update people.sign_in_failure set at = at - interval '16 minutes'`);
    expect((await signIn(email)).state).toBe('signed-in');
  });

  it('counts guesses that arrive at once', async () => {
    const { email } = await withPassword('coordinator');
    const states = await Promise.all(
      Array.from({ length: 9 }, (_, guess) => signIn(email, `salah sekali ${guess}`).then(({ state }) => state)),
    );
    expect(states.filter((state) => state === 'refused')).toHaveLength(5);
  });

  it('stops one machine that tries many addresses', async () => {
    const ip = '198.51.100.7';
    const fail = (n: number) => house.get(FailureStore).add({ email: `orang-lain-${n}@contoh.invalid`, ip });
    await house.get(Tx).housekeeping('test.failures', async () => {
      for (let n = 0; n < 29; n++) await fail(n);
    });
    expect((await signIn('orang-lain-29@contoh.invalid', 'x', ip)).state).toBe('refused');
    expect((await signIn('orang-lain-30@contoh.invalid', 'x', ip)).state).toBe('too-many');
    expect((await signIn('orang-lain-31@contoh.invalid', 'x', '198.51.100.8')).state).toBe('refused');
  });

  it('refuses a session that was altered, has expired or was ended', async () => {
    const { cookies, id } = await withPassword('coordinator');
    const forged = cookies.map((cookie) => cookie.replace(/session_token=./, 'session_token=!'));
    expect(await whoHas(forged)).toBeUndefined();
    expect(await whoHas(['sinambung.session_token=abc'])).toBeUndefined();
    const other = await signIn((await withPassword('auditor')).email);
    await house.get(SignOut).run(stranger, { visit: visit(cookies) });
    expect(await whoHas(cookies)).toBeUndefined();
    await late(`update people.session set "expiresAt" = now() where "userId" <> $1`, [id]);
    expect(await whoHas(other.cookies)).toBeUndefined();
  });
});

describe('a second factor', () => {
  it('is asked for after the password, and opens with the code of the phone or of the paper, each once', async () => {
    const { email, id, address, paperCodes } = await withSecondFactor('admin');
    const first = await signIn(email);
    expect(first.state).toBe('second-factor');
    expect(await whoHas(first.cookies)).toBeUndefined();
    const seen = totpCode(address);
    const inside = await house.get(SignInSecondFactor).run(stranger, { code: seen, visit: visit(first.cookies) });
    expect(await whoHas(inside.cookies)).toMatchObject({ person: id });
    const replayed = await house
      .get(SignInSecondFactor)
      .run(stranger, { code: seen, visit: visit((await signIn(email)).cookies) });
    expect(replayed).toEqual({ state: 'lapsed', cookies: [] });
    const byPaper = await house
      .get(SignInSecondFactor)
      .run(stranger, { code: paperCodes[0], visit: visit((await signIn(email)).cookies) });
    expect(byPaper.state).toBe('signed-in');
    const again = await house
      .get(SignInSecondFactor)
      .run(stranger, { code: paperCodes[0], visit: visit((await signIn(email)).cookies) });
    expect(again.state).toBe('refused');
  });

  it('ends the sign-in after five wrong codes, and remembers them', async () => {
    const { email, address } = await withSecondFactor('admin');
    const { cookies } = await signIn(email);
    const attempt = (code: string) => house.get(SignInSecondFactor).run(stranger, { code, visit: visit(cookies) });
    const wrong = totpCode(address) === '000000' ? '111111' : '000000';
    for (let guess = 0; guess < 5; guess++) expect((await attempt(wrong)).state).toBe('refused');
    expect((await attempt(totpCode(address))).state).toBe('lapsed');
  });

  it('needs the password to be turned on or off, and a right code to be on', async () => {
    const { actor, cookies, email } = await withPassword('coordinator');
    expect(await code(house.get(PrepareSecondFactor).run(actor, { current: 'salah sama sekali', visit: visit(cookies) }))).toBe(
      'people.wrong-password',
    );
    const { address } = await house.get(PrepareSecondFactor).run(actor, { current: PASSWORD, visit: visit(cookies) });
    const wrong = totpCode(address) === '000000' ? '111111' : '000000';
    expect(await code(house.get(ConfirmSecondFactor).run(actor, { code: wrong, visit: visit(cookies) }))).toBe(
      'people.wrong-code',
    );
    expect((await signIn(email)).state).toBe('signed-in');
    await house.get(ConfirmSecondFactor).run(actor, { code: totpCode(address), visit: visit(cookies) });
    expect((await signIn(email)).state).toBe('second-factor');
    expect(await code(house.get(DropSecondFactor).run(actor, { current: 'salah sama sekali' }))).toBe('people.wrong-password');
    await house.get(DropSecondFactor).run(actor, { current: PASSWORD });
    expect((await signIn(email)).state).toBe('signed-in');
  });

  it('is reset from the terminal when the phone is lost', async () => {
    const { email, cookies } = await withSecondFactor('admin');
    await house.get(ResetSecondFactor).run(terminal, { email });
    expect(await whoHas(cookies)).toBeUndefined();
    expect((await signIn(email)).state).toBe('signed-in');
  });
});

describe('passwords', () => {
  it('change with the present one, and sign out everywhere else', async () => {
    const { actor, cookies, email } = await withPassword('coordinator');
    const change = (current: string) =>
      house.get(ChangePassword).run(actor, {
        current,
        password: 'lima kata yang lebih baru',
        repeated: 'lima kata yang lebih baru',
        visit: visit(cookies),
      });
    expect(await code(change('salah sama sekali'))).toBe('people.wrong-password');
    const fresh = await change(PASSWORD);
    expect(await whoHas(cookies)).toBeUndefined();
    expect(await whoHas(fresh)).toBeDefined();
    expect((await signIn(email)).state).toBe('refused');
  });

  it('are voided from the terminal, with every session', async () => {
    const { email, cookies } = await withPassword('coordinator');
    const { url } = await house.get(ResetPassword).run(terminal, { email });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/masuk\/sekali\/[\w-]{43}$/);
    expect(await whoHas(cookies)).toBeUndefined();
    expect((await signIn(email)).state).toBe('refused');
  });
});

describe('roles', () => {
  it('are not granted by those who may not, not even to oneself', async () => {
    const { email, id } = await account('coordinator');
    const herself = Actor.account(id, ['coordinator']);
    expect(await code(house.get(GrantRole).run(herself, { email, role: 'admin' }))).toBe('people.not-permitted');
    expect(await code(house.get(IssueSignInLink).run(herself, { role: 'admin' }))).toBe('people.not-permitted');
    expect(await code(house.get(IssueToken).run(herself, { role: 'admin' }))).toBe('people.not-permitted');
    expect(await code(house.get(GrantRole).run(stranger, { email, role: 'admin' }))).toBe('people.not-signed-in');
  });

  it('count from the next request on', async () => {
    const { email, cookies } = await withPassword('auditor');
    await house.get(GrantRole).run(terminal, { email, role: 'coordinator' });
    expect((await whoHas(cookies))?.may('incident:declare')).toBe(true);
    await house.get(RevokeRole).run(terminal, { email, role: 'coordinator' });
    expect((await whoHas(cookies))?.may('incident:declare')).toBe(false);
  });

  it('leave one administrator, whoever asks and however many at once', async () => {
    await late(`delete from people.role_grant where role = 'admin'`);
    const [one, two] = [await account('admin'), await account('admin')];
    const revocations = [one, two].map(({ email }) => code(house.get(RevokeRole).run(terminal, { email, role: 'admin' })));
    expect((await Promise.all(revocations)).sort()).toEqual(['nothing thrown', 'people.last-admin']);
  });
});

describe('an API token', () => {
  const bearer = (token: string) => house.get(Sessions).actorOfToken(`Bearer ${token}`);

  it('without an account is the person at the terminal, with its one role', async () => {
    const { token } = await house.get(IssueToken).run(terminal, { role: 'coordinator' });
    expect(await bearer(token)).toMatchObject({ person: TERMINAL, holders: ['coordinator'] });
    expect(JSON.stringify(await house.db.many('select * from people.token'))).not.toContain(token);
  });

  it('of an account is worth what the account holds now', async () => {
    const { email, id } = await account('coordinator', 'auditor');
    const { token } = await house.get(IssueToken).run(terminal, { role: 'coordinator', email });
    expect(await bearer(token)).toMatchObject({ person: id, holders: ['coordinator'] });
    await house.get(RevokeRole).run(terminal, { email, role: 'coordinator' });
    expect(await bearer(token)).toMatchObject({ holders: [] });
    expect(await code(house.get(IssueToken).run(terminal, { role: 'admin', email }))).toBe('people.role-not-held');
  });

  it('ends when it expires or is revoked', async () => {
    const expired = await house.get(IssueToken).run(terminal, { role: 'admin', days: 1 });
    const revoked = await house.get(IssueToken).run(terminal, { role: 'admin' });
    await late('update people.token set expires_at = now() where id = $1', [expired.id]);
    await house.get(RevokeToken).run(terminal, { tokenId: revoked.id });
    expect(await bearer(expired.token)).toBeUndefined();
    expect(await bearer(revoked.token)).toBeUndefined();
    expect(await code(house.get(RevokeToken).run(terminal, { tokenId: revoked.id }))).toBe('people.no-such-token');
  });

  it.each(['', 'Basic abc', 'Bearer ', 'Bearer snb_x', "Bearer snb_' or true --aaaaaaaaaaaa"])('is not %j', async (header) => {
    expect(await house.get(Sessions).actorOfToken(header)).toBeUndefined();
  });
});

describe('the duty roster', () => {
  it('is told in its order, and can be changed by those who keep it', async () => {
    await late('delete from people.duty_member');
    const keeper = house.as('coordinator');
    const { email, id } = await account('coordinator');
    const first = await house.get(AddToRoster).run(keeper, { functionName: 'Kepala UPT', phone: '+62 000 0000 0009' });
    const second = await house.get(AddToRoster).run(keeper, { functionName: 'Koordinator piket', email });
    expect(second.accountId).toBe(id);
    await house.get(MoveInRoster).run(keeper, { memberId: second.id, direction: 'up' });
    expect((await house.get(Roster).members()).map(({ functionName, position }) => [position, functionName])).toEqual([
      [1, 'Koordinator piket'],
      [2, 'Kepala UPT'],
    ]);
    await house.get(RemoveFromRoster).run(keeper, { memberId: second.id });
    expect(await house.get(Roster).members()).toMatchObject([{ id: first.id, position: 1 }]);
    expect(await code(house.get(RemoveFromRoster).run(keeper, { memberId: second.id }))).toBe('people.no-such-member');
    expect(await code(house.get(AddToRoster).run(keeper, { functionName: 'Tanpa alamat', phone: ' ', email: '' }))).toBe(
      'people.member-needs-contact',
    );
    expect(await code(house.get(AddToRoster).run(house.as('auditor'), { functionName: 'Orang', phone: '08000000' }))).toBe(
      'people.not-permitted',
    );
  });

  it('takes two at once', async () => {
    await late('delete from people.duty_member');
    const add = (n: number) =>
      house.get(AddToRoster).run(house.as('admin'), { functionName: `Piket ${n}`, phone: '+62 000 0000 0000' });
    await Promise.all([1, 2, 3].map(add));
    expect((await house.get(Roster).members()).map(({ position }) => position)).toEqual([1, 2, 3]);
  });
});

describe('a demonstration', () => {
  it('has an account for each role, made once, without passwords', async () => {
    await house.get(SetUpDemonstration).run(Actor.system('people'), {});
    await house.get(SetUpDemonstration).run(Actor.system('people'), {});
    const made = await house.db.many<{ email: string }>(
      `select email from people.account where email like '%@contoh.invalid' and name like '%(contoh)'`,
    );
    expect(made).toHaveLength(7);
    const { count } = await house.db.one<{ count: number }>(
      `select count(*) from people.credential c join people.account a on a.id = c."userId" where a.name like '%(contoh)'`,
    );
    expect(count).toBe(0);
  });
});

describe('a new secret', () => {
  it('ends every session when the server starts again, and keeps second factors', async () => {
    const { email, cookies, address } = await withSecondFactor('admin');
    house.get(AuthSecrets).rotate();
    Object.assign(house.get(AuthLibrary), { made: undefined });
    expect(await whoHas(cookies)).toBeUndefined();
    const inside = await house
      .get(SignInSecondFactor)
      .run(stranger, { code: totpCode(address), visit: visit((await signIn(email)).cookies) });
    expect(inside.state).toBe('signed-in');
  });
});
