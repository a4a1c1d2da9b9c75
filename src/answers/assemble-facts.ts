import {
  type Agency,
  holds,
  lineage,
  type Offering,
  type OfferingStatus,
  type Question,
  questionKey,
  type Region,
  type Service,
  visitsFor,
} from '../directory/index.js';
import type { PartState } from '../dispensation/index.js';
import type { PublishedReroute } from '../rerouting/index.js';
import { disclosed } from './disclosed.js';
import type { AnswerFacts, StatusFact } from './types.js';

/** What was read for many questions at once; maps without a word are by id. */
export interface Gathered {
  services: Map<string, Service>;
  regions: Map<string, Region>;
  /** By `questionKey`. */
  usual: Map<string, Offering>;
  /** By `questionKey`. */
  reroutes: Map<string, PublishedReroute>;
  /** What needs no way to an office: online channels, and units that come. */
  mobile: Offering[];
  /** The offerings that the reroutes send people to. */
  named: Map<string, Offering>;
  /** The kabupaten and kota in which those lie. */
  areas: Map<string, Region>;
  statuses: Map<string, OfferingStatus>;
  /** By the id of the office. */
  lateness: Map<string, PartState[]>;
  agencies: Agency[];
  holidays: AnswerFacts['holidays'];
}

/** The facts of one question. */
export function assembleFacts(question: Question, gathered: Gathered): AnswerFacts {
  const { services, regions, statuses, lateness, holidays } = gathered;
  const { id, name, names, needsInspection } = services.get(question.serviceId)!;
  const { code, name: region, label, zone, lat, lng } = regions.get(question.regionCode)!;
  const usual = gathered.usual.get(questionKey(question));
  const { reroute, areas, ask } = disclosed(gathered.reroutes.get(questionKey(question)), gathered, usual);
  const offerings = named(question, needsInspection, gathered, reroute);
  return json({
    service: { id, name, names, needsInspection },
    region: { code, name: region, label, zone, lat, lng },
    usual,
    usualStatus: usual && factOf(statuses.get(usual.id)),
    offerings: offerings.map((offering) => ({ offering, status: statuses.get(offering.id)?.status ?? 'normal' })),
    reroute,
    areas,
    ask,
    lateness: usual?.office ? (lateness.get(usual.office.id) ?? []) : [],
    smsCode: smsCode(question.regionCode, gathered.agencies),
    holidays,
  });
}

function named(
  { serviceId, regionCode }: Question,
  needsInspection: boolean,
  gathered: Gathered,
  reroute?: PublishedReroute,
): Offering[] {
  const legs = (reroute?.legs ?? []).flatMap(({ offeringId }) => gathered.named.get(offeringId) ?? []);
  const mobile = gathered.mobile
    .filter((offering) => offering.serviceId === serviceId)
    .map((offering) => ({ ...offering, visits: visitsFor(offering.visits, regionCode) }))
    .filter(({ channel, catchment, visits }) =>
      channel.kind === 'online' ? !needsInspection && holds(catchment, regionCode) : visits.length > 0,
    );
  const byId = new Map([...legs, ...mobile].map((offering) => [offering.id, offering]));
  return [...byId.values()].sort((a, b) => a.id.localeCompare(b.id));
}

/** Of the government that complaints of this region go to: the lowest one that has a code. */
function smsCode(regionCode: string, agencies: Agency[]): string | undefined {
  const withCode = agencies.filter((agency) => agency.smsCode !== undefined);
  const codes = lineage(regionCode).map((code) => withCode.find((agency) => agency.regionCode === code)?.smsCode);
  return codes.find((code) => code !== undefined);
}

function factOf(status: OfferingStatus | undefined): StatusFact | undefined {
  if (!status) return undefined;
  const { status: kind, since, expectedEnd, cause, confirmedAt, incidentId, recordedAt, correction } = status;
  return json({ status: kind, since, expectedEnd, cause, confirmedAt, incidentId, recordedAt, correction });
}

/** As it will be once it has been stored: instants are text, absent is absent. */
function json<T>(value: object): T {
  return JSON.parse(JSON.stringify(value));
}
