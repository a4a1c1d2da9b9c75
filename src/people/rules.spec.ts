import fc from 'fast-check';
import { mayTrySignIn, moved, rolesOfToken, safeReturn, without, wouldOrphan } from './rules.js';
import type { DutyMember } from './types.js';

describe('the page after signing in', () => {
  it.each([
    ['/dasbor/kejadian?x=1', '/dasbor/kejadian?x=1'],
    ['/dasbor', '/dasbor'],
    ['/dasborx', '/dasbor'],
    ['https://attacker.test/dasbor', '/dasbor'],
    ['//attacker.test/dasbor', '/dasbor'],
    ['/\\attacker.test/dasbor', '/dasbor'],
    ['\\\\attacker.test/dasbor', '/dasbor'],
    ['/\t/attacker.test/dasbor', '/dasbor'],
    ['http:dasbor', '/dasbor'],
    ['javascript:alert(1)', '/dasbor'],
    ['/dasbor/../keluar', '/dasbor'],
    ['/dasbor/%2e%2e/keluar', '/dasbor'],
    ['/dasbor/x\r\nset-cookie: a=b', '/dasbor/xset-cookie:%20a=b'],
    [undefined, '/dasbor'],
    [['/dasbor/a', '/dasbor/b'], '/dasbor'],
  ])('%j leads to %s', (wanted, expected) => {
    expect(safeReturn(wanted)).toBe(expected);
  });

  it('never leaves the console of this server', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.tuple(fc.constantFrom('/dasbor', '//', '/\\', 'http:'), fc.string()).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (wanted) => {
        const { origin, pathname } = new URL(safeReturn(wanted), 'https://sinambung.example');
        return origin === 'https://sinambung.example' && /^\/dasbor(\/|$)/.test(pathname);
      }),
    );
  });
});

describe('trying to sign in', () => {
  it.each([
    [0, 0, true],
    [4, 29, true],
    [5, 0, false],
    [0, 30, false],
  ])('after %i failures for the address and %i from the machine: %s', (forAddress, forIp, allowed) => {
    expect(mayTrySignIn({ forAddress, forIp })).toBe(allowed);
  });
});

describe('a token', () => {
  it.each([
    ['without an account', undefined, ['admin']],
    ['of an account that holds the role', { roles: ['auditor', 'admin'] as const }, ['admin']],
    ['of an account that lost the role', { roles: ['auditor'] as const }, []],
  ])('%s', (_, account, roles) => {
    expect(rolesOfToken('admin', account)).toEqual(roles);
  });
});

describe('the last administrator', () => {
  it.each([
    ['admin', 'a', ['a'], true],
    ['admin', 'a', ['a', 'b'], false],
    ['admin', 'b', ['a'], false],
    ['auditor', 'a', ['a'], false],
  ] as const)('taking %s from %s of %j', (role, account, admins, orphans) => {
    expect(wouldOrphan(role, account, admins)).toBe(orphans);
  });
});

describe('the roster', () => {
  const member = (id: string, position: number): DutyMember => ({ id, position, functionName: id, phone: '0', isSample: true });
  const rosters = fc
    .uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 })
    .map((ids) => ids.map((id, index) => member(id, index + 1)));
  const ids = (roster: DutyMember[]) => roster.map(({ id }) => id);

  it('moves one place and stops at the ends', () => {
    const roster = ['a', 'b', 'c'].map((id, index) => member(id, index + 1));
    expect(ids(moved(roster, 'b', 'up'))).toEqual(['b', 'a', 'c']);
    expect(ids(moved(roster, 'b', 'down'))).toEqual(['a', 'c', 'b']);
    expect(ids(moved(roster, 'a', 'up'))).toEqual(['a', 'b', 'c']);
    expect(ids(moved(roster, 'c', 'down'))).toEqual(['a', 'b', 'c']);
    expect(ids(moved(roster, 'nobody', 'down'))).toEqual(['a', 'b', 'c']);
  });

  it('is numbered from 1 without holes, and loses nobody by moving', () => {
    fc.assert(
      fc.property(rosters, fc.nat(), fc.constantFrom('up' as const, 'down' as const), (roster, pick, direction) => {
        const { id } = roster[pick % roster.length]!;
        const after = moved(roster, id, direction);
        const fewer = without(roster, id);
        expect(ids(after).sort()).toEqual(ids(roster).sort());
        expect(after.map(({ position }) => position)).toEqual(roster.map((_, index) => index + 1));
        expect(fewer.map(({ position }) => position)).toEqual(fewer.map((_, index) => index + 1));
        expect(ids(fewer)).not.toContain(id);
      }),
    );
  });
});
