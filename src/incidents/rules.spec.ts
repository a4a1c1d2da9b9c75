import fc from 'fast-check';
import {
  affected,
  close,
  confirm,
  confirmByCallback,
  correct,
  covers,
  dueWindow,
  firstEscalation,
  type IncidentVerb,
  isOpen,
  memberToTell,
  nextEscalation,
  peopleADay,
  reconfirm,
  report,
  stillHeldBy,
  TRANSITIONS,
  waysTo,
} from './rules.js';
import type { Incident } from './types.js';

const NOW = new Date('2025-08-30T14:45:00Z');
const BEGAN = new Date('2025-08-30T14:30:00Z');
const LATER = new Date('2025-09-12T01:00:00Z');
const fire = (over: Partial<Incident> = {}): Incident => ({
  ...report({ id: 'i1', officeId: 'samsat-katang', beganAt: BEGAN }, 'ana', NOW),
  ...over,
});
const code = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
};

describe('a report', () => {
  it('may leave cause and end unknown', () => {
    expect(fire()).toEqual({
      id: 'i1',
      officeId: 'samsat-katang',
      beganAt: BEGAN,
      state: 'reported',
      reportedAt: NOW,
      reportedBy: 'ana',
    });
  });

  it.each([
    ['began in the future', { beganAt: new Date(NOW.getTime() + 1) }, 'incidents.began-in-future'],
    ['began this instant', { beganAt: NOW }, undefined],
    ['ends before it began', { beganAt: BEGAN, expectedEnd: new Date(BEGAN.getTime() - 1) }, 'incidents.end-before-start'],
    ['ends when it began', { beganAt: BEGAN, expectedEnd: BEGAN }, 'incidents.end-before-start'],
    ['ends later', { beganAt: BEGAN, expectedEnd: LATER }, undefined],
  ])('%s', (_, when, expected) => {
    expect(code(() => report({ id: 'i1', officeId: 'samsat-katang', ...when }, 'ana', NOW))).toBe(expected);
  });
});

describe('states', () => {
  const verbs: Record<IncidentVerb, (incident: Incident) => Incident> = {
    confirm: (incident) => confirm(incident, 'budi', NOW),
    reconfirm: (incident) => reconfirm(incident, undefined, NOW),
    correct: (incident) => correct(incident, 'salah kantor', 'budi', NOW),
    close: (incident) => close(incident, LATER, 'budi', LATER),
  };

  it('change by the table and in no other way, whatever the sequence', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<IncidentVerb>('confirm', 'reconfirm', 'correct', 'close'), { maxLength: 8 }),
        (sequence) => {
          let incident = fire();
          for (const verb of sequence) {
            const allowed = TRANSITIONS[incident.state][verb];
            if (allowed) incident = verbs[verb](incident);
            else expect(code(() => verbs[verb](incident))).toBe('incidents.not-allowed-now');
            if (allowed) expect(incident.state).toBe(allowed);
          }
          expect(isOpen(incident)).toBe(['reported', 'confirmed'].includes(incident.state));
          expect(incident.state === 'closed').toBe(incident.reopenedAt !== undefined);
          expect(incident.state === 'corrected').toBe(incident.correctedBy !== undefined);
        },
      ),
    );
  });

  it('takes another person to confirm', () => {
    expect(code(() => confirm(fire(), 'ana', NOW))).toBe('incidents.needs-another-person');
    expect(confirm(fire(), 'budi', NOW)).toMatchObject({ state: 'confirmed', confirmedBy: 'budi', confirmedAt: NOW });
  });

  it('is not closed before it began or before it has happened', () => {
    const confirmed = confirm(fire(), 'budi', NOW);
    expect(code(() => close(confirmed, BEGAN, 'budi', NOW))).toBe('incidents.reopened-before-start');
    expect(code(() => close(confirmed, LATER, 'budi', NOW))).toBe('incidents.reopened-in-future');
  });
});

describe('what stops', () => {
  const annual = { id: 'annual', needsParts: ['server-room'] };
  const plates = { id: 'plates', needsParts: ['server-room', 'plate-printer'] };

  it('is everything, or only what needs the part', () => {
    expect(affected([annual, plates], undefined)).toEqual([annual, plates]);
    expect(affected([annual, plates], 'plate-printer')).toEqual([plates]);
    expect(affected([annual, plates], 'inspection-lane')).toEqual([]);
  });

  it('stays stopped while another open incident holds it', () => {
    const printer = fire({ id: 'i2', part: 'plate-printer' });
    expect(stillHeldBy(plates, [printer])).toBe(printer);
    expect(stillHeldBy(annual, [printer])).toBeUndefined();
    expect(stillHeldBy(annual, [fire()])).toBeDefined();
  });

  it('a closed office already says that its printer stands still, not the other way round', () => {
    expect(covers(fire(), 'plate-printer')).toBe(true);
    expect(covers(fire(), undefined)).toBe(true);
    expect(covers(fire({ part: 'plate-printer' }), undefined)).toBe(false);
    expect(covers(fire({ part: 'plate-printer' }), 'plate-printer')).toBe(true);
    expect(covers(fire({ part: 'plate-printer' }), 'inspection-lane')).toBe(false);
  });
});

describe('a report by SMS', () => {
  const sms = fire({ via: 'sms' });

  it('is confirmed after a callback alone, by another person, at a time that can be', () => {
    const later = new Date(NOW.getTime() + 600_000);
    expect(code(() => confirm(sms, 'budi', NOW))).toBe('incidents.needs-callback');
    expect(code(() => confirmByCallback(fire(), NOW, 'budi', NOW))).toBe('incidents.no-callback-needed');
    expect(code(() => confirmByCallback(sms, NOW, 'ana', NOW))).toBe('incidents.needs-another-person');
    expect(code(() => confirmByCallback(sms, new Date(NOW.getTime() - 1), 'budi', later))).toBe('incidents.callback-time');
    expect(code(() => confirmByCallback(sms, new Date(later.getTime() + 1), 'budi', later))).toBe('incidents.callback-time');
    expect(confirmByCallback(sms, NOW, 'budi', later)).toMatchObject({
      state: 'confirmed',
      calledBackAt: NOW,
      confirmedAt: later,
    });
  });
});

describe('confirming again', () => {
  const confirmed = confirm(fire({ expectedEnd: LATER }), 'budi', NOW);

  it('keeps who confirmed first, and may move the expected end, never into the past', () => {
    expect(reconfirm(confirmed, undefined, NOW)).toEqual(confirmed);
    expect(reconfirm(confirmed, new Date(LATER.getTime() + 1), LATER).expectedEnd).toEqual(new Date(LATER.getTime() + 1));
    expect(code(() => reconfirm(confirmed, LATER, LATER))).toBe('incidents.end-before-start');
    expect(code(() => reconfirm(fire(), undefined, NOW))).toBe('incidents.not-allowed-now');
  });
});

describe('escalation', () => {
  const roster = ['ana', 'budi', 'citra'].map((accountId) => ({ id: `m-${accountId}`, accountId }));
  const BOTH = { email: 'piket@contoh.invalid', phone: '0800', isSample: false };
  const attempted = (channel: string) => ({ channel, outcome: 'attempted' });
  const NO_GATEWAY = { channel: 'none', outcome: 'no-gateway' };
  const SAMPLE = { channel: 'none', outcome: 'sample' };

  it('is due at once for a report by SMS: nobody sits at the console', () => {
    expect(firstEscalation(fire({ via: 'sms' })).dueAt).toEqual(NOW);
  });

  it('leaves out a place without an account, when that place has reported', () => {
    expect(memberToTell([{ id: 'm1' }, { id: 'm2' }], 'duty:m1', 0)).toEqual({ id: 'm2' });
  });

  it('is due a quarter of an hour after the report, and again after each call', () => {
    const first = firstEscalation(fire());
    expect(first).toEqual({ incidentId: 'i1', round: 0, dueAt: new Date('2025-08-30T15:00:00Z') });
    expect(nextEscalation(first, new Date('2025-08-30T15:02:00Z'))).toEqual({
      incidentId: 'i1',
      round: 1,
      dueAt: new Date('2025-08-30T15:17:00Z'),
    });
  });

  it('walks the roster without the reporter, in circles', () => {
    expect([0, 1, 2, 3].map((round) => memberToTell(roster, 'ana', round)?.accountId)).toEqual([
      'budi',
      'citra',
      'budi',
      'citra',
    ]);
  });

  it.each([
    ['by all ways there are', BOTH, { mail: true, sms: true }, [attempted('sms'), attempted('email')]],
    ['by SMS without a mail server', BOTH, { mail: false, sms: true }, [attempted('sms')]],
    [
      'by nothing without a gateway',
      { email: 'piket@contoh.invalid', isSample: false },
      { mail: false, sms: true },
      [NO_GATEWAY],
    ],
    ['by nothing where the place is made up', { ...BOTH, isSample: true }, { mail: true, sms: true }, [SAMPLE]],
  ])('%s', (_, member, gateways, ways) => {
    expect(waysTo(member, gateways)).toEqual(ways);
  });

  it('never stops while there is somebody to tell', () => {
    fc.assert(fc.property(fc.nat(), (round) => memberToTell(roster, 'budi', round) !== undefined));
    expect(memberToTell([{ id: 'm1', accountId: 'ana' }], 'ana', 0)).toBeUndefined();
  });
});

describe('a preview', () => {
  it('looks two weeks ahead in the zone of the office', () => {
    expect(dueWindow(new Date('2025-08-30T17:30:00Z'), 'Asia/Jakarta')).toEqual({ from: '2025-08-31', to: '2025-09-14' });
    expect(dueWindow(new Date('2025-08-30T16:30:00Z'), 'Asia/Jakarta')).toEqual({ from: '2025-08-30', to: '2025-09-13' });
  });

  it('adds up capacities, and says where they are made up or missing', () => {
    const confirmed = { capacityPerDay: 120, capacityConfirmed: true, isSample: false };
    expect(peopleADay([confirmed, { capacityPerDay: 30, capacityConfirmed: true, isSample: false }])).toEqual({
      perDay: 150,
      isSample: false,
      unknown: 0,
    });
    expect(peopleADay([confirmed, { capacityPerDay: 30, capacityConfirmed: false, isSample: false }])).toMatchObject({
      isSample: true,
    });
    expect(peopleADay([{ capacityConfirmed: false, isSample: false }])).toEqual({ perDay: 0, isSample: false, unknown: 1 });
  });
});
