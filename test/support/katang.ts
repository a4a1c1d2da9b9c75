import { SetStatus } from '../../src/directory/index.js';
import { CloseIncident, ConfirmIncident, DeclareIncident } from '../../src/incidents/index.js';
import { Actor } from '../../src/people/index.js';
import {
  AnswerHostRequest,
  ApproveReroute,
  AskHosts,
  type HostRequest,
  IssueHostLink,
  isDraft,
  ProposeReroute,
  type Reroute,
  Reroutes,
} from '../../src/rerouting/index.js';
import type { House } from './house.js';

export interface KatangStory {
  incidentId: string;
  reroute: Reroute;
  /** By the id of the office: its question, and the token of its link. */
  hosts: Map<string, HostRequest & { token: string }>;
}

/** The fire at Katang up to the publication of its reroute: both hosts have said yes by their links. */
export async function publishKatang(house: House, yes: object = {}): Promise<KatangStory> {
  const { id: incidentId } = await house
    .get(DeclareIncident)
    .run(house.as('admin'), { officeId: 'samsat-katang', cause: 'kebakaran' });
  await house.get(ConfirmIncident).run(house.as('coordinator', 'person-second'), { incidentId });
  const coordinator = house.as('coordinator');
  await house.settle();
  const reroute = await drafted(house, incidentId);
  if (reroute.state === 'proposed') await house.get(AskHosts).run(coordinator, { rerouteId: reroute.id });
  const requests = await house.get(Reroutes).requests(reroute.id);
  const hosts: KatangStory['hosts'] = new Map();
  for (const request of requests) {
    const { token } = await house.get(IssueHostLink).run(coordinator, { requestId: request.id });
    const answered = await house.get(AnswerHostRequest).run(Actor.public(), { token, accept: true, ...yes });
    hosts.set(request.officeId, { ...answered, token });
  }
  const published = await house.get(ApproveReroute).run(house.as('coordinator', 'person-second'), { rerouteId: reroute.id });
  await house.settle();
  return { incidentId, reroute: published, hosts };
}

/** The playbook of the incident has proposed it already, where there is one. */
async function drafted(house: House, incidentId: string): Promise<Reroute> {
  const draft = (await house.get(Reroutes).ofIncident(incidentId)).find(isDraft);
  return draft ?? house.get(ProposeReroute).run(house.as('coordinator'), { incidentId, declaredBy: 'person-admin' });
}

/** Everything open again, so that the next story starts from a whole town. */
export async function reopenKatang(house: House, { incidentId }: KatangStory): Promise<void> {
  await house.get(CloseIncident).run(house.as('admin'), { incidentId });
  await house.settle();
}

/** One more office closes, without an incident of its own in the incidents room. */
export async function shut(house: House, offeringIds: string[], incidentId: string, status = 'suspended'): Promise<void> {
  const since = '2025-08-30T21:30:00+07:00';
  await house.get(SetStatus).run(house.as('admin'), { offeringIds, status, since, incidentId, confirmed: true });
}
