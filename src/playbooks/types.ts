/** Words for people, by locale: playbooks are edited by operators and carry their own. */
export interface Words {
  id: string;
  en: string;
}

interface StepBase {
  id: string;
  title: Words;
  /** What the person who looks at the list should know about this step. */
  hint?: Words;
  /** Steps that must have ended before; the one above when a playbook does not say. */
  after: string[];
}
/** Runs by itself: a registered action of a room. */
export interface DoStep extends StepBase {
  kind: 'do';
  do: string;
}
/** Ends when the incident has this news. */
export interface WaitStep extends StepBase {
  kind: 'wait-for';
  waitFor: string;
  link?: string;
}
/** Ends when somebody with the role says that it is done, or by itself with the news that proves it. */
export interface PersonStep extends StepBase {
  kind: 'person';
  role: string;
  endsWith?: string;
  link?: string;
}
export type StepDefinition = DoStep | WaitStep | PersonStep;

export interface Playbook {
  id: string;
  title: Words;
  startsOn?: string;
  steps: StepDefinition[];
}

/** What is wrong with a playbook file, and where; lines and columns count from 1. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  message: string;
}

export type StepState = 'pending' | 'doing' | 'waiting' | 'done' | 'failed' | 'skipped';
export type RunState = 'running' | 'paused' | 'done' | 'stopped';

export interface Step {
  stepId: string;
  state: StepState;
  /** How often it was begun; each attempt has its own workflow. */
  attempt: number;
  beganAt?: Date;
  endedAt?: Date;
  by?: string;
  note?: string;
  error?: { code: string; message: string };
}

export interface Run {
  id: string;
  incidentId: string;
  state: RunState;
  /** The playbook as it was when the run began. */
  playbook: Playbook;
  steps: Step[];
  beganAt: Date;
  beganBy: string;
  endedAt?: Date;
}
