import type { Actor } from '../../people/index.js';
import type { Locale } from '../../platform/index.js';
import { definitionOf, LEFT_OPEN, type Run, type Step, type StepState } from '../../playbooks/index.js';

const CLASSES = {
  pending: '',
  doing: 'now',
  waiting: 'now',
  done: 'done',
  failed: 'failed',
  skipped: 'done',
  left: '',
  dropped: '',
} as const;
const TAGS = {
  pending: 'plain',
  doing: 'wait',
  waiting: 'wait',
  done: 'ok',
  failed: 'stop',
  skipped: 'plain',
  left: 'wait',
  dropped: 'plain',
} as const;
/** An attempt that takes longer hangs, and may be tried again. */
const HANGS_AFTER_MS = 60_000;

/** One run as a list that a tired person reads at a glance: what is done, what waits for whom, what comes next. */
export function checklist(run: Run, by: Actor, locale: Locale, nameOf: (person?: string) => string | undefined, now: Date) {
  const isLive = run.state === 'running' || run.state === 'paused';
  const mayRun = by.may('playbook:run');
  return {
    ...run,
    title: run.playbook.title[locale],
    mayPause: mayRun && run.state === 'running',
    mayResume: mayRun && run.state === 'paused',
    steps: run.steps.map((step) => ({
      ...lineOf(run, step, by, locale),
      ...(isLive && mayRun ? offers(run, step, now) : {}),
      byName: nameOf(step.by),
    })),
  };
}

/** What a stopped run had not finished is not waited for any more; what a closed incident left undone is not taken for skipped. */
function shownState(run: Run, { state, note }: Step): StepState | 'dropped' | 'left' {
  if (state === 'skipped' && note === LEFT_OPEN) return 'left';
  const unfinished = state === 'pending' || state === 'waiting' || state === 'doing';
  return run.state === 'stopped' && unfinished ? 'dropped' : state;
}

function lineOf(run: Run, step: Step, by: Actor, locale: Locale) {
  const definition = definitionOf(run, step.stepId);
  const isPerson = definition.kind === 'person';
  const holders: readonly string[] = by.holders;
  const state = shownState(run, step);
  const isNow = state === 'waiting' || state === 'failed';
  return {
    ...step,
    state,
    runId: run.id,
    title: definition.title[locale],
    hint: isNow ? definition.hint?.[locale] : undefined,
    note: state === 'left' ? undefined : step.note,
    isLeft: state === 'left',
    link: (isNow || state === 'left') && definition.kind !== 'do' ? definition.link : undefined,
    className: CLASSES[state],
    tag: TAGS[state],
    role: isPerson && state === 'waiting' ? definition.role : undefined,
    mayComplete:
      isPerson &&
      step.state === 'waiting' &&
      run.state !== 'stopped' &&
      (holders.includes(definition.role) || holders.includes('admin')),
  };
}

function offers(run: Run, { state, beganAt }: Step, now: Date) {
  const hangs = state === 'doing' && beganAt !== undefined && now.getTime() - beganAt.getTime() > HANGS_AFTER_MS;
  return {
    mayRetry: run.state === 'running' && (state === 'failed' || hangs),
    maySkip: state === 'waiting' || state === 'failed',
  };
}
