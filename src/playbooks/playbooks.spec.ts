import { type House, openHouse, THE_NIGHT } from '../../test/support/house.js';
import { CloseIncident, ConfirmIncident, CorrectIncident, DeclareIncident, Incidents } from '../incidents/index.js';
import { Actor } from '../people/index.js';
import { Events, Tx } from '../platform/index.js';
import { ApproveReroute, LogHostAnswer, Reroutes } from '../rerouting/index.js';
import { CompleteStep } from './complete-step.js';
import { HearNews } from './hear-news.js';
import { RESTORED } from './news.js';
import { PauseRun } from './pause-run.js';
import { PerformStep } from './perform-step.js';
import { ResumeRun } from './resume-run.js';
import { RetryStep } from './retry-step.js';
import { Runs } from './runs.js';
import { PlaybookShelf } from './shelf.js';
import { SkipStep } from './skip-step.js';
import { StartRun } from './start-run.js';
import type { Run } from './types.js';
import { PlaybookWords } from './vocabulary.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let house: House;
let night = THE_NIGHT;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => house.clock.set(night));
afterEach(async () => {
  jest.restoreAllMocks();
  night = new Date(night.getTime() + 30 * DAY_MS);
  house.clock.set(new Date(night.getTime() - DAY_MS));
  for (const { id } of await house.get(Incidents).open()) await house.get(CorrectIncident).run(second(), { incidentId: id });
  await house
    .get(Tx)
    .housekeeping('test.forget', () =>
      house.db.run(`update dbos.workflow_status set status = 'CANCELLED' where status = 'ENQUEUED'`),
    );
});

const admin = () => house.as('admin');
const second = () => house.as('coordinator');
async function declare(): Promise<string> {
  const { id } = await house.get(DeclareIncident).run(admin(), { officeId: 'samsat-katang' });
  await house.settle();
  return id;
}
async function confirm(incidentId: string): Promise<void> {
  await house.get(ConfirmIncident).run(second(), { incidentId });
  await house.settle();
}
const runOf = async (incidentId: string): Promise<Run> => (await house.get(Runs).ofIncident(incidentId))[0]!;
const states = async (incidentId: string) =>
  Object.fromEntries((await runOf(incidentId)).steps.map((step) => [step.stepId, step.state]));
const reroutes = (incidentId: string) => house.get(Reroutes).ofIncident(incidentId);

/** Every host asked says yes, in a logged call. */
async function hostsSayYes(incidentId: string): Promise<string> {
  const asked = (await reroutes(incidentId)).find(({ state }) => state === 'asked')!;
  const requests = await house.db.many<{ id: string; asked: { serviceId: string; perDay: number }[] }>(
    'select id, asked from rerouting.host_request where reroute_id = $1',
    [asked.id],
  );
  for (const request of requests) {
    const services = request.asked.map(({ serviceId }) => serviceId);
    const answer = {
      accept: true,
      services,
      perDay: 500,
      startOn: night.toISOString().slice(0, 10),
      calledName: 'Kepala Layanan',
      calledAt: night,
    };
    await house.get(LogHostAnswer).run(second(), { requestId: request.id, ...answer });
  }
  await house.settle();
  return asked.id;
}

describe('the run of office-lost', () => {
  it('begins with the declaration and waits for the second person', async () => {
    const id = await declare();
    expect(await states(id)).toMatchObject({ confirm: 'waiting', 'propose-reroute': 'pending' });
    expect(await reroutes(id)).toEqual([]);
  });

  it('goes from the report to the reopening', async () => {
    const id = await declare();
    await confirm(id);
    expect(await states(id)).toMatchObject({
      'propose-reroute': 'done',
      'ask-hosts': 'done',
      'hosts-answered': 'waiting',
      'restore-data': 'waiting',
      'propose-dispensation': 'waiting',
    });
    const rerouteId = await hostsSayYes(id);
    expect(await states(id)).toMatchObject({ 'hosts-answered': 'done', 'approve-reroute': 'waiting', announce: 'pending' });
    await house.get(ApproveReroute).run(house.as('coordinator', 'another'), { rerouteId });
    await house.settle();
    expect(await states(id)).toMatchObject({ 'approve-reroute': 'done', announce: 'done', reopen: 'pending' });
    await house.get(CompleteStep).run(house.as('dispensation-officer'), {
      runId: (await runOf(id)).id,
      stepId: 'propose-dispensation',
      note: 'SK disiapkan',
    });
    await house.get(HearNews).run(Actor.system('playbooks'), { incidentId: id, event: RESTORED.name });
    expect(await states(id)).toMatchObject({ 'restore-data': 'done', reopen: 'waiting' });
    house.clock.set(new Date(night.getTime() + 12 * DAY_MS));
    await house.get(CloseIncident).run(second(), { incidentId: id });
    await house.settle();
    expect(await runOf(id)).toMatchObject({ state: 'done' });
    expect(await house.troubles()).toEqual([]);
  });

  it('ends with the close of the incident, and shows what was left undone', async () => {
    const id = await declare();
    await confirm(id);
    house.clock.set(new Date(night.getTime() + DAY_MS));
    await house.get(CloseIncident).run(second(), { incidentId: id });
    await house.settle();
    const run = await runOf(id);
    expect(run).toMatchObject({ state: 'done', endedAt: new Date(night.getTime() + DAY_MS) });
    expect(await states(id)).toEqual({
      confirm: 'done',
      'propose-reroute': 'done',
      'ask-hosts': 'done',
      'hosts-answered': 'skipped',
      'approve-reroute': 'skipped',
      announce: 'skipped',
      'restore-data': 'skipped',
      'propose-dispensation': 'skipped',
      reopen: 'done',
    });
    expect(run.steps.find(({ stepId }) => stepId === 'restore-data')).toMatchObject({ note: 'incidents.closed' });
    expect((await house.get(Runs).live()).map((live) => live.id)).not.toContain(run.id);
    const complete = house.get(CompleteStep).run(admin(), { runId: run.id, stepId: 'restore-data' });
    await expect(complete).rejects.toMatchObject({ code: 'playbooks.not-allowed-now' });
    expect(await house.troubles()).toEqual([]);
  });

  it('proposes and asks once, however often news and attempts come again', async () => {
    const id = await declare();
    await confirm(id);
    const run = await runOf(id);
    const by = Actor.system('playbooks');
    for (const event of ['incidents.declared', 'incidents.confirmed'])
      await house.get(HearNews).run(by, { incidentId: id, event });
    for (const stepId of ['propose-reroute', 'ask-hosts'])
      await house.get(PerformStep).run(by, { runId: run.id, stepId, attempt: 1 });
    await house.settle();
    expect(await reroutes(id)).toHaveLength(1);
    expect(await house.get(Runs).ofIncident(id)).toEqual([await runOf(id)]);
  });

  it('two attempts at the same moment do it once', async () => {
    const id = await declare();
    await house.get(ConfirmIncident).run(second(), { incidentId: id });
    const by = Actor.system('playbooks');
    await house.get(HearNews).run(by, { incidentId: id, event: 'incidents.confirmed' });
    const attempt = { runId: (await runOf(id)).id, stepId: 'propose-reroute', attempt: 1 };
    await Promise.all([house.get(PerformStep).run(by, attempt), house.get(PerformStep).run(by, attempt)]);
    expect(await reroutes(id)).toHaveLength(1);
    await house.settle();
  });

  it('does not mind that the confirmation arrives before the declaration', async () => {
    const { id } = await house.get(DeclareIncident).run(admin(), { officeId: 'samsat-katang' });
    await house.get(ConfirmIncident).run(second(), { incidentId: id });
    const events = await house.db.many<{ id: string }>(
      `select id from platform.event where payload->>'incidentId' = $1 and name like 'incidents.%' order by id desc`,
      [id],
    );
    for (const event of events) await house.get(Events).deliver(event.id);
    await house.settle();
    expect(await states(id)).toMatchObject({ confirm: 'done', 'propose-reroute': 'done' });
    expect(await house.get(Runs).ofIncident(id)).toHaveLength(1);
  });

  it('is stopped by a correction, and nothing more is begun', async () => {
    const id = await declare();
    await confirm(id);
    await house.get(CorrectIncident).run(admin(), { incidentId: id });
    await house.settle();
    const run = await runOf(id);
    expect(run.state).toBe('stopped');
    expect((await reroutes(id)).map(({ state }) => state)).toEqual(['withdrawn']);
    await expect(house.get(ResumeRun).run(second(), { runId: run.id })).rejects.toMatchObject({
      code: 'playbooks.not-allowed-now',
    });
    await expect(house.get(StartRun).run(second(), { playbookId: 'office-lost', incidentId: id })).rejects.toMatchObject({
      code: 'playbooks.incident-ended',
    });
  });

  it('a step that was under way when the incident was corrected has no effect', async () => {
    const id = await declare();
    await house.get(ConfirmIncident).run(second(), { incidentId: id });
    const by = Actor.system('playbooks');
    await house.get(HearNews).run(by, { incidentId: id, event: 'incidents.confirmed' });
    await house.get(CorrectIncident).run(admin(), { incidentId: id });
    await house.get(PerformStep).run(by, { runId: (await runOf(id)).id, stepId: 'propose-reroute', attempt: 1 });
    expect(await reroutes(id)).toEqual([]);
    await house.settle();
    expect(await reroutes(id)).toEqual([]);
    expect(await runOf(id)).toMatchObject({ state: 'stopped' });
  });
});

describe('people and runs', () => {
  it('pausing holds everything back, and resuming catches up', async () => {
    const id = await declare();
    const { id: runId } = await runOf(id);
    await house.get(PauseRun).run(second(), { runId });
    await confirm(id);
    expect(await states(id)).toMatchObject({ confirm: 'waiting', 'propose-reroute': 'pending' });
    await house.get(ResumeRun).run(second(), { runId });
    await house.settle();
    expect(await states(id)).toMatchObject({ confirm: 'done', 'ask-hosts': 'done' });
  });

  it('a step caught by a pause goes back and is done after it', async () => {
    const id = await declare();
    await house.get(ConfirmIncident).run(second(), { incidentId: id });
    await house.get(HearNews).run(Actor.system('playbooks'), { incidentId: id, event: 'incidents.confirmed' });
    const { id: runId } = await runOf(id);
    await house.get(PauseRun).run(second(), { runId });
    await house.settle();
    expect(await states(id)).toMatchObject({ confirm: 'done', 'propose-reroute': 'pending' });
    await house.get(ResumeRun).run(second(), { runId });
    await house.settle();
    expect(await states(id)).toMatchObject({ 'propose-reroute': 'done' });
    expect(await reroutes(id)).toHaveLength(1);
  });

  it('a step that fails says why, undoes what it did, and can be tried again', async () => {
    const propose = house.get(PlaybookWords).action('rerouting.propose');
    const really = propose.perform.bind(propose);
    jest.spyOn(propose, 'perform').mockImplementationOnce(async (incidentId, by) => {
      await really(incidentId, by);
      throw new Error('the planner fell over');
    });
    const id = await declare();
    await confirm(id);
    const run = await runOf(id);
    expect(run.steps.find(({ stepId }) => stepId === 'propose-reroute')).toMatchObject({
      state: 'failed',
      error: { code: 'playbooks.unexpected', message: 'the planner fell over' },
    });
    expect(await reroutes(id)).toEqual([]);
    await house.get(RetryStep).run(second(), { runId: run.id, stepId: 'propose-reroute' });
    await house.settle();
    expect(await states(id)).toMatchObject({ 'propose-reroute': 'done', 'ask-hosts': 'done' });
    expect(await reroutes(id)).toHaveLength(1);
  });

  it('a step for a person is for her role; what waits for news is not ticked off', async () => {
    const id = await declare();
    await confirm(id);
    const { id: runId } = await runOf(id);
    const complete = (actor: Actor, stepId: string) => house.get(CompleteStep).run(actor, { runId, stepId });
    await expect(complete(house.as('complaints-officer'), 'propose-dispensation')).rejects.toMatchObject({
      code: 'playbooks.other-role',
    });
    await expect(complete(admin(), 'hosts-answered')).rejects.toMatchObject({ code: 'playbooks.not-allowed-now' });
    await expect(complete(admin(), 'nonsense')).rejects.toMatchObject({ code: 'playbooks.no-such-step' });
    await expect(complete(house.as('dispensation-officer'), 'propose-dispensation')).resolves.toMatchObject({ state: 'running' });
    await expect(complete(house.as('dispensation-officer'), 'propose-dispensation')).resolves.toEqual(await runOf(id));
  });

  it('a step is left out with a reason, and the rest goes on', async () => {
    const id = await declare();
    await confirm(id);
    const { id: runId } = await runOf(id);
    await house.get(SkipStep).run(second(), { runId, stepId: 'hosts-answered', reason: 'sudah ditelepon' });
    expect((await runOf(id)).steps.find(({ stepId }) => stepId === 'hosts-answered')).toMatchObject({
      state: 'skipped',
      note: 'sudah ditelepon',
      by: 'person-coordinator',
    });
    expect(await states(id)).toMatchObject({ 'approve-reroute': 'waiting' });
    await expect(house.get(SkipStep).run(second(), { runId, stepId: 'announce', reason: '' })).rejects.toMatchObject({
      code: 'platform.bad-input',
    });
  });

  it('starting by hand refuses a second run and names what is wrong', async () => {
    const id = await declare();
    const start = (playbookId: string) => house.get(StartRun).run(second(), { playbookId, incidentId: id });
    await expect(start('office-lost')).rejects.toMatchObject({
      code: 'playbooks.already-running',
      context: { runId: (await runOf(id)).id },
    });
    await expect(start('no-such')).rejects.toMatchObject({ code: 'playbooks.no-such-playbook' });
    await expect(house.get(Runs).get('x')).rejects.toMatchObject({ code: 'playbooks.no-such-run' });
  });
});

describe('an unreadable playbook', () => {
  it('does not stop the declaration; corrected, it is started by hand', async () => {
    const shelf = house.get(PlaybookShelf);
    const [good] = shelf.read();
    const broken = { file: good!.file, problems: [{ file: good!.file, line: 12, column: 5, message: "there is no action 'x'" }] };
    jest.spyOn(shelf, 'read').mockReturnValue([broken]);
    const id = await declare();
    expect(await house.get(Incidents).get(id)).toMatchObject({ state: 'reported' });
    expect(await house.get(Runs).ofIncident(id)).toEqual([]);
    const start = () => house.get(StartRun).run(second(), { playbookId: 'office-lost', incidentId: id });
    await expect(start()).rejects.toMatchObject({
      code: 'playbooks.unreadable',
      context: { summary: "playbooks/office-lost.yaml:12:5: there is no action 'x'" },
    });
    jest.restoreAllMocks();
    await expect(start()).resolves.toMatchObject({ state: 'running' });
    await confirm(id);
    expect(await states(id)).toMatchObject({ confirm: 'done', 'ask-hosts': 'done' });
  });
});
