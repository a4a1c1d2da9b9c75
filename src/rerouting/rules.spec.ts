import {
  answerRequest,
  approve,
  ask,
  beginReturn,
  heard,
  peopleAsked,
  refuseSecondDraft,
  stayAway,
  supersede,
  TRANSITIONS,
  withdraw,
} from './rules.js';
import { type HostRequest, type Reroute, type RerouteState, rerouteStates } from './types.js';

const now = new Date('2025-08-31T08:00:00+07:00');
const inState = (state: RerouteState): Reroute => ({
  id: 'r1',
  incidentId: 'i1',
  state,
  version: 2,
  proposedBy: 'system:playbooks',
  proposedAt: now,
  declaredBy: 'person-admin',
});
const second = { person: 'person-coordinator', isPerson: true };
const code = (name: string) => expect.objectContaining({ code: `rerouting.${name}` });

describe('states of a reroute', () => {
  const moves: Record<string, (reroute: Reroute) => Reroute> = {
    asked: (reroute) => ask(reroute, now),
    accepted: (reroute) => heard(reroute, [{ state: 'accepted' }]),
    published: (reroute) => (reroute.state === 'returning' ? stayAway(reroute) : approve(reroute, second, undefined, now)),
    returning: (reroute) => beginReturn(reroute),
    withdrawn: (reroute) => withdraw(reroute, 'p', 'salah kantor', now),
    superseded: (reroute) => supersede(reroute, 'p', now),
  };
  for (const from of rerouteStates) {
    for (const [to, move] of Object.entries(moves)) {
      const stays = from === to && (to === 'accepted' || to === 'returning');
      const allowed = stays || (TRANSITIONS[from] as readonly string[]).includes(to);
      it(`${from} → ${to}: ${allowed ? 'yes' : 'refused'}`, () => {
        if (allowed) expect(move(inState(from)).state).toBe(to);
        else expect(() => move(inState(from))).toThrow(code('wrong-state'));
      });
    }
  }

  it.each([
    [['open', 'accepted'], 'asked'],
    [['accepted', 'declined', 'closed'], 'accepted'],
    [['declined', 'closed'], 'asked'],
    [[], 'accepted'],
  ] as const)('hosts that are %j make it %s', (states, expected) => {
    const requests = states.map((state) => ({ state }));
    expect(heard(inState('asked'), requests).state).toBe(expected);
    expect(heard(inState('accepted'), requests).state).toBe(expected);
  });

  it('lets one draft be prepared at a time', () => {
    expect(() => refuseSecondDraft([inState('asked')])).toThrow(code('already-proposed'));
    expect(() => refuseSecondDraft([inState('published'), inState('withdrawn')])).not.toThrow();
  });
});

describe('approval', () => {
  it.each([
    ['who declared the incident', { person: 'person-admin', isPerson: true }, 'same-person'],
    ['who proposed it', { person: 'system:playbooks', isPerson: true }, 'same-person'],
    ['the product itself', { person: 'system:rerouting', isPerson: false }, 'person-needed'],
  ])('refuses %s', (_, by, name) => expect(() => approve(inState('asked'), by, undefined, now)).toThrow(code(name)));

  it('refuses a plan that is not the one looked at', () => {
    expect(() => approve(inState('asked'), second, 1, now)).toThrow(code('changed-meanwhile'));
    expect(approve(inState('asked'), second, 2, now)).toMatchObject({ approvedBy: second.person, publishedAt: now });
  });
});

describe('a host’s answer', () => {
  const request: HostRequest = {
    id: 'h1',
    rerouteId: 'r1',
    officeId: 'samsat-pare',
    state: 'open',
    asked: [
      { serviceId: 'pkb-tahunan', perDay: 90 },
      { serviceId: 'bbnkb', perDay: 10 },
    ],
    wantedFrom: '2025-09-01',
    askedAt: now,
    disclosure: 'named',
    linkIssue: 0,
  };
  const offered = ['pkb-tahunan', 'bbnkb', 'pkb-lima-tahunan'];
  const answer = (said: Parameters<typeof answerRequest>[1], asked = request) =>
    answerRequest(asked, said, offered, '2025-08-31', now);

  it('takes a bare yes as a yes to everything asked', () => {
    expect(answer({ accept: true })).toEqual({
      state: 'accepted',
      services: ['pkb-tahunan', 'bbnkb'],
      perDay: peopleAsked(request.asked),
      startOn: '2025-09-01',
      answeredAt: now,
    });
  });

  it('takes fewer services, another one, and a later day', () => {
    const settled = answer({ accept: true, services: ['pkb-lima-tahunan'], perDay: 5, startOn: '2025-09-12' });
    expect(settled).toMatchObject({ services: ['pkb-lima-tahunan'], perDay: 5, startOn: '2025-09-12' });
  });

  it('keeps the reason of a no', () =>
    expect(answer({ accept: false, note: 'gedung penuh' })).toMatchObject({ state: 'declined', note: 'gedung penuh' }));

  it('has no limit where nobody knew how many would come', () => {
    const unknown = { ...request, asked: [{ serviceId: 'bbnkb', perDay: 0 }] };
    expect(answer({ accept: true }, unknown)).toMatchObject({ state: 'accepted', perDay: undefined });
  });

  it('does not start in the past when it comes late', () => {
    expect(answerRequest(request, { accept: true }, offered, '2025-09-08', now)).toMatchObject({ startOn: '2025-09-08' });
  });

  it.each([
    [{ accept: true, services: ['ktp'] }, 'service-not-offered'],
    [{ accept: true, services: [] }, 'nothing-accepted'],
    [{ accept: true, perDay: 0 }, 'nothing-accepted'],
    [{ accept: true, startOn: '2025-08-30' }, 'starts-in-the-past'],
  ])('refuses %j', (said, name) => expect(() => answer(said)).toThrow(code(name)));

  it.each(['accepted', 'declined', 'closed'] as const)('is taken once: refused when %s', (state) => {
    expect(() => answer({ accept: true }, { ...request, state })).toThrow(code('already-answered'));
  });
});
