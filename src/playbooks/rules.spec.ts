import fc from 'fast-check';
import {
  advance,
  LEFT_OPEN,
  moveRun,
  moveStep,
  newlyDoing,
  newSteps,
  type RunVerb,
  type StepVerb,
  stepOf,
  TRANSITIONS,
} from './rules.js';
import type { Run, StepDefinition } from './types.js';

const NOW = new Date('2025-08-30T14:45:00Z');
const title = { id: 'Langkah', en: 'Step' };
const steps: StepDefinition[] = [
  { id: 'confirm', title, after: [], kind: 'wait-for', waitFor: 'incidents.confirmed' },
  { id: 'propose', title, after: ['confirm'], kind: 'do', do: 'rerouting.propose' },
  { id: 'restore', title, after: ['confirm'], kind: 'person', role: 'recovery-officer' },
  { id: 'close', title, after: ['propose', 'restore'], kind: 'wait-for', waitFor: 'incidents.closed' },
];
const fresh = (definitions = steps): Run => ({
  id: 'r1',
  incidentId: 'i1',
  state: 'running',
  playbook: { id: 'office-lost', title, steps: definitions },
  steps: newSteps(definitions),
  beganAt: NOW,
  beganBy: 'system:playbooks',
});
const states = (run: Run) => Object.fromEntries(run.steps.map((step) => [step.stepId, step.state]));
const code = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
};

describe('a run', () => {
  it('begins with what waits for nothing', () => {
    expect(states(advance(fresh(), new Set(), NOW))).toEqual({
      confirm: 'waiting',
      propose: 'pending',
      restore: 'pending',
      close: 'pending',
    });
  });

  it('goes on with news, several steps side by side, and ends', () => {
    const confirmed = advance(fresh(), new Set(['incidents.confirmed']), NOW);
    expect(states(confirmed)).toEqual({ confirm: 'done', propose: 'doing', restore: 'waiting', close: 'pending' });
    expect(newlyDoing(fresh(), confirmed).map((step) => `${step.stepId}#${step.attempt}`)).toEqual(['propose#1']);
    const both = moveStep(moveStep(confirmed, 'propose', 'succeed', NOW), 'restore', 'complete', NOW, { by: 'citra' });
    expect(advance(both, new Set(['incidents.confirmed', 'incidents.closed']), NOW)).toMatchObject({
      state: 'done',
      endedAt: NOW,
    });
  });

  it('begins nothing while paused, and catches up when resumed', () => {
    const paused = moveRun(advance(fresh(), new Set(), NOW), 'pause', NOW);
    const news = new Set(['incidents.confirmed']);
    expect(advance(paused, news, NOW)).toBe(paused);
    expect(states(advance(moveRun(paused, 'resume', NOW), news, NOW))).toMatchObject({ confirm: 'done', propose: 'doing' });
  });

  it('keeps a failed step with its error until it is tried again', () => {
    const doing = advance(fresh(), new Set(['incidents.confirmed']), NOW);
    const failed = moveStep(doing, 'propose', 'fail', NOW, { error: { code: 'rerouting.x', message: 'no' } });
    expect(stepOf(advance(failed, new Set(), NOW), 'propose')).toMatchObject({ state: 'failed', attempt: 1 });
    expect(stepOf(moveStep(failed, 'propose', 'retry', NOW), 'propose')).toMatchObject({
      state: 'doing',
      attempt: 2,
      error: undefined,
    });
  });

  it('ends when the incident closes: what is open is left, visibly; what was closing is done', () => {
    const waiting = advance(fresh(), new Set(['incidents.confirmed']), NOW);
    const ended = advance(waiting, new Set(['incidents.confirmed', 'incidents.closed']), NOW);
    expect(ended).toMatchObject({ state: 'done', endedAt: NOW });
    expect(states(ended)).toEqual({ confirm: 'done', propose: 'skipped', restore: 'skipped', close: 'done' });
    expect(stepOf(ended, 'restore')).toMatchObject({ note: LEFT_OPEN, endedAt: NOW });
    expect(newlyDoing(waiting, ended)).toEqual([]);
  });

  it('ends so from a pause and after a failure too, and keeps what failed', () => {
    const doing = advance(fresh(), new Set(['incidents.confirmed']), NOW);
    const failed = moveStep(doing, 'propose', 'fail', NOW, { error: { code: 'rerouting.x', message: 'no' } });
    const ended = advance(moveRun(failed, 'pause', NOW), new Set(['incidents.confirmed', 'incidents.closed']), NOW);
    expect(ended.state).toBe('done');
    expect(stepOf(ended, 'propose')).toMatchObject({ state: 'skipped', error: { code: 'rerouting.x' } });
  });

  it('news that came before the close still counts for the step it proves', () => {
    const proven = steps.map((step) => (step.id === 'restore' ? { ...step, endsWith: 'backup.restored' } : step));
    const news = new Set(['incidents.confirmed', 'incidents.closed', 'backup.restored']);
    expect(states(advance(moveRun(fresh(proven), 'pause', NOW), news, NOW))).toMatchObject({ confirm: 'done', restore: 'done' });
  });

  it('what a playbook places after the close goes on', () => {
    const later: StepDefinition = { id: 'thank', title, after: ['close'], kind: 'person', role: 'coordinator' };
    const closed = new Set(['incidents.confirmed', 'incidents.closed']);
    const run = advance(fresh([...steps, later]), closed, NOW);
    expect(run.state).toBe('running');
    expect(states(run)).toMatchObject({ restore: 'skipped', close: 'done', thank: 'waiting' });
    expect(advance(moveStep(run, 'thank', 'complete', NOW), closed, NOW).state).toBe('done');
    const paused = advance(moveRun(fresh([...steps, later]), 'pause', NOW), closed, NOW);
    expect(paused.state).toBe('paused');
    expect(states(paused)).toMatchObject({ restore: 'skipped', thank: 'pending' });
    const after = fresh([{ ...later, after: [] }]);
    after.playbook.startsOn = 'incidents.closed';
    expect(advance(after, closed, NOW)).toMatchObject({ state: 'running', steps: [{ state: 'waiting' }] });
  });

  it('stopped stays stopped', () => {
    const stopped = moveRun(fresh(), 'stop', NOW);
    expect(advance(stopped, new Set(['incidents.confirmed']), NOW)).toBe(stopped);
    for (const verb of ['pause', 'resume', 'end', 'stop'] as const)
      expect(code(() => moveRun(stopped, verb, NOW))).toBe('playbooks.not-allowed-now');
  });
});

describe('whatever the sequence of verbs and news', () => {
  const move = fc.oneof(
    fc.record({
      step: fc.constantFrom('confirm', 'propose', 'restore', 'close'),
      verb: fc.constantFrom<StepVerb>('succeed', 'fail', 'complete', 'retry', 'hold', 'skip'),
    }),
    fc.record({ run: fc.constantFrom<RunVerb>('pause', 'resume', 'stop') }),
    fc.record({ news: fc.constantFrom('incidents.confirmed', 'incidents.closed') }),
  );

  it('states change by the table only, no step begins before its predecessors ended, and advancing twice is advancing once', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        const happened = new Set<string>();
        let run = advance(fresh(), happened, NOW);
        for (const one of moves) {
          run = apply(run, one, happened);
          const again = advance(run, happened, NOW);
          expect(states(again)).toEqual(states(run));
          for (const { id, after } of steps)
            if (stepOf(run, id).attempt > 0)
              for (const before of after) expect(['done', 'skipped']).toContain(stepOf(run, before).state);
          expect(run.state === 'done').toBe(
            run.state !== 'stopped' &&
              run.steps.every((step) => ['done', 'skipped'].includes(step.state)) &&
              run.state !== 'paused',
          );
        }
      }),
    );
  });

  function apply(run: Run, one: { step?: string; verb?: StepVerb; run?: RunVerb; news?: string }, happened: Set<string>): Run {
    if (one.news) happened.add(one.news);
    else if (one.run) {
      if (!TRANSITIONS.run[run.state][one.run]) expect(code(() => moveRun(run, one.run!, NOW))).toBe('playbooks.not-allowed-now');
      else run = moveRun(run, one.run, NOW);
    } else if (one.step && one.verb) {
      const allowed = TRANSITIONS.step[stepOf(run, one.step).state][one.verb];
      if (!allowed) expect(code(() => moveStep(run, one.step!, one.verb!, NOW))).toBe('playbooks.not-allowed-now');
      else run = moveStep(run, one.step, one.verb, NOW);
    }
    return advance(run, happened, NOW);
  }
});
