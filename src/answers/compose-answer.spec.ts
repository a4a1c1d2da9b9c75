import { factsOf, hostLeg, offeringAt, onlineOffering, rerouteOf, shutStatus } from '../../test/support/answer-facts.js';
import type { Offering } from '../directory/index.js';
import { composeAnswer } from './compose-answer.js';

const NIGHT = new Date('2025-08-30T22:00:00+07:00');
const MONDAY_MORNING = new Date('2025-09-01T09:00:00+07:00');
const lateness = ['pkb', 'opsen'].map(
  (part) => ({ part, state: 'none', authority: 'Gubernur', authorityConfirmed: false }) as never,
);

describe('an answer', () => {
  it('warns at once, says that it is only reported, and sends nobody anywhere before it is approved', () => {
    const answer = composeAnswer(factsOf({ usualStatus: shutStatus({ confirmedAt: undefined }), lateness }), NIGHT);
    expect(answer).toMatchObject({
      state: 'arranging',
      doNotGo: { office: { id: 'samsat-katang' }, state: 'reported' },
      goTo: [],
      stale: true,
    });
    expect(answer.online.map(({ name }) => name)).toEqual(['Aplikasi SIGNAL']);
    expect(answer.lateness.map(({ state }) => state)).toEqual(['none', 'none']);
    expect(answer).not.toHaveProperty('lastConfirmed');
  });

  it('says that it is confirmed, and when that was', () => {
    const answer = composeAnswer(factsOf({ usualStatus: shutStatus() }), NIGHT);
    expect(answer).toMatchObject({ doNotGo: { state: 'confirmed' }, lastConfirmed: '2025-08-30T15:00:00.000Z', stale: false });
  });

  it('says that a confirmation has become old', () => {
    expect(composeAnswer(factsOf({ usualStatus: shutStatus() }), new Date('2025-09-01T09:00:00+07:00')).stale).toBe(true);
  });

  it('ranks the hosts that were published, open now or when next', () => {
    const reroute = rerouteOf([hostLeg('mpp', { km: 15.1 }), hostLeg('pare', { km: 29.7, startOn: '2025-09-12' })]);
    const facts = factsOf({ usualStatus: shutStatus(), reroute, offerings: [offeringAt('mpp'), offeringAt('pare')].map(normal) });
    const answer = composeAnswer(facts, MONDAY_MORNING);
    expect(answer.state).toBe('rerouted');
    expect(answer.goTo).toMatchObject([
      { name: 'Kantor mpp', km: 15.1, openNow: true, closesAt: '2025-09-01T05:00:00.000Z', as: 'host' },
      { name: 'Kantor pare', km: 29.7, openNow: false, nextOpening: '2025-09-12T01:00:00.000Z', startOn: '2025-09-12' },
    ]);
  });

  it('leaves out a host that has closed since, and names the gap', () => {
    const reroute = rerouteOf([hostLeg('mpp')]);
    const facts = factsOf({
      usualStatus: shutStatus(),
      reroute,
      offerings: [{ offering: offeringAt('mpp'), status: 'suspended' }],
    });
    expect(composeAnswer(facts, MONDAY_MORNING)).toMatchObject({
      goTo: [],
      gap: { reason: { key: 'gap.none' }, closesBy: { key: 'closes.new-plan' } },
    });
  });

  it('skips a holiday on which the host stays shut', () => {
    const facts = factsOf({
      usualStatus: shutStatus(),
      reroute: rerouteOf([hostLeg('mpp')]),
      offerings: [normal(offeringAt('mpp'))],
      holidays: { '2025-09-05': 'national' },
    });
    const [place] = composeAnswer(facts, new Date('2025-09-04T20:00:00+07:00')).goTo;
    expect(place).toMatchObject({ openNow: false, nextOpening: '2025-09-06T01:00:00.000Z' });
  });

  it('sends people to their own office when nothing is wrong, and speaks of no fine', () => {
    const answer = composeAnswer(factsOf({ lateness }), MONDAY_MORNING);
    expect(answer).toMatchObject({
      state: 'normal',
      goTo: [{ name: 'Kantor samsat-katang', as: 'usual', openNow: true }],
      lateness: [],
      stale: false,
    });
    expect(answer).not.toHaveProperty('doNotGo');
  });

  it('keeps saying after the reopening what was granted', () => {
    const granted = [{ part: 'pkb', state: 'granted', number: 'SK-1', authority: 'Gubernur', authorityConfirmed: true } as never];
    expect(composeAnswer(factsOf({ lateness: granted }), MONDAY_MORNING).lateness).toMatchObject([
      { part: 'pkb', state: 'granted', number: 'SK-1' },
    ]);
  });

  it('promises nothing of a decision whose last day for paying is over', () => {
    const of = { authority: 'Gubernur', authorityConfirmed: true };
    const granted = [{ part: 'pkb', state: 'granted', number: 'SK-1', payBy: '2025-09-30', ...of } as never];
    const on = (at: string, more = {}) => composeAnswer(factsOf({ lateness: granted, ...more }), new Date(at)).lateness;
    expect(on('2025-09-30T23:59:00+07:00')).toMatchObject([{ state: 'granted' }]);
    expect(on('2025-10-01T00:00:00+07:00')).toEqual([]);
    const shutAgain = { usualStatus: shutStatus() };
    expect(on('2025-10-06T08:00:00+07:00', shutAgain)).toEqual([{ part: 'pkb', state: 'none', ...of }]);
  });

  it('tells no distance to a visit that is known only by its kecamatan', () => {
    const near = (visit: object) => {
      const offering = { ...offeringAt('keliling'), channel: { id: 'keliling', kind: 'outreach', name: 'Unit Contoh' } };
      const facts = factsOf({ usualStatus: shutStatus(), offerings: [normal({ ...offering, visits: [visit] } as never)] });
      return composeAnswer(facts, MONDAY_MORNING).visits[0]?.km;
    };
    const { region } = factsOf({});
    const day = { id: 'v1', offeringId: 'keliling', place: 'Balai Desa', begins: '2025-09-02T08:00', ends: '12:00' };
    const stands = { ...day, regionCode: region.code, lat: region.lat, lng: region.lng, except: [], closedOn: [], serves: [] };
    expect(near({ ...stands, coordinateIs: 'region-centroid' })).toBeUndefined();
    expect(near({ ...stands, coordinateIs: 'surveyed' })).toBe(0);
    expect(near({ ...stands, coordinateIs: 'region-centroid', regionCode: '35.06.99', lat: region.lat + 0.1 })).toBeGreaterThan(
      10,
    );
  });

  it('says for a week that a closure was a mistake', () => {
    const usualStatus = shutStatus({ status: 'normal', correction: true, recordedAt: '2025-08-30T15:10:00.000Z' });
    expect(composeAnswer(factsOf({ usualStatus }), NIGHT)).toMatchObject({
      state: 'normal',
      corrected: { office: 'Kantor samsat-katang' },
    });
    expect(composeAnswer(factsOf({ usualStatus }), new Date('2025-09-10T09:00:00+07:00'))).not.toHaveProperty('corrected');
  });

  it('does not take a reroute into account once the office serves again', () => {
    const answer = composeAnswer(
      factsOf({ reroute: rerouteOf([hostLeg('mpp')]), offerings: [normal(offeringAt('mpp')), normal(onlineOffering())] }),
      NIGHT,
    );
    expect(answer.goTo.map(({ as }) => as)).toEqual(['usual']);
    expect(answer).not.toHaveProperty('rerouteId');
  });

  it('has nothing to say of a place without a known office', () => {
    expect(composeAnswer(factsOf({ usual: undefined, offerings: [] }), NIGHT)).toMatchObject({
      state: 'normal',
      goTo: [],
      online: [],
    });
  });
});

function normal(offering: Offering) {
  return { offering, status: 'normal' as const };
}
