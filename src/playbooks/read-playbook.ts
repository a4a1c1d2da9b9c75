import { type Document, isMap, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { Playbook, Problem, StepDefinition } from './types.js';

/** What a playbook may name: actions that rooms have registered, news that they tell, roles that accounts hold. */
export interface Vocabulary {
  actions: readonly string[];
  events: readonly string[];
  roles: readonly string[];
}

type Found = { playbook: Playbook; problems: [] } | { playbook?: undefined; problems: Problem[] };
type Path = (string | number)[];

const name = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens');
const words = z.strictObject({ id: z.string().min(1), en: z.string().min(1) });
const link = z.string().startsWith('/', 'must be an address of this server, such as /dasbor/pemulihan');
const oneOf = (what: string, known: readonly string[]) =>
  z.string().refine((value) => known.includes(value), {
    error: ({ input }) => `there is no ${what} '${input}'; there is: ${known.join(', ')}`,
  });

/**
 * Reads one playbook. Everything that is wrong with it is found at once, each with its line; a playbook with problems is not
 * run. `file` is the path as it is shown to people.
 */
export function readPlaybook(text: string, file: string, known: Vocabulary): Found {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problem = (offset: number, message: string): Problem => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, message };
  };
  if (document.errors.length > 0)
    return { problems: document.errors.map((error) => problem(error.pos[0], firstLine(error.message))) };
  const aliases = aliasesIn(document);
  if (aliases.length > 0)
    return { problems: aliases.map((offset) => problem(offset, 'write it out: playbooks have no aliases')) };
  const read = schema(known).safeParse(document.toJS() ?? {}, { reportInput: true });
  if (!read.success) {
    return {
      problems: read.error.issues.map((issue) => problem(offsetOf(document.contents, issue.path as Path), inWords(issue))),
    };
  }
  const playbook = playbookFrom(read.data);
  const wrong = contradictions(read.data, file);
  if (wrong.length > 0)
    return { problems: wrong.map(({ path, message }) => problem(offsetOf(document.contents, path), message)) };
  return { playbook, problems: [] };
}

function schema({ actions, events, roles }: Vocabulary) {
  const step = z.strictObject({
    id: name,
    title: words,
    hint: words.optional(),
    after: z.array(name).optional(),
    do: oneOf('action', actions).optional(),
    'wait-for': oneOf('news', events).optional(),
    person: oneOf('role', roles).optional(),
    'ends-with': oneOf('news', events).optional(),
    link: link.optional(),
  });
  return z.strictObject({
    id: name,
    title: words,
    'starts-on': oneOf('news', events).optional(),
    steps: z.array(step).min(1, 'a playbook has at least one step'),
  });
}

type Written = z.output<ReturnType<typeof schema>>;
type WrittenStep = Written['steps'][number];

/** What the shape alone cannot say. */
function contradictions({ id, steps }: Written, file: string): { path: Path; message: string }[] {
  const wrong: { path: Path; message: string }[] = [];
  const base = file
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\.ya?ml$/, '');
  if (base !== id) wrong.push({ path: ['id'], message: `must be '${base}', as the file is called` });
  steps.forEach((step, index) => {
    const kinds = [step.do, step['wait-for'], step.person].filter(Boolean).length;
    const earlier = steps.slice(0, index).map((other) => other.id);
    if (kinds !== 1)
      wrong.push({ path: ['steps', index], message: `step '${step.id}' must have exactly one of do, wait-for, person` });
    if (step['ends-with'] && !step.person)
      wrong.push({ path: ['steps', index, 'ends-with'], message: 'only a step for a person has ends-with' });
    if (step.do && step.link) wrong.push({ path: ['steps', index, 'link'], message: 'a step that runs by itself has no link' });
    if (earlier.includes(step.id)) wrong.push({ path: ['steps', index, 'id'], message: `there is already a step '${step.id}'` });
    step.after?.forEach((before, place) => {
      if (!earlier.includes(before))
        wrong.push({ path: ['steps', index, 'after', place], message: `there is no earlier step '${before}'` });
    });
  });
  return wrong;
}

function playbookFrom({ id, title, 'starts-on': startsOn, steps }: Written): Playbook {
  return { id, title, startsOn, steps: steps.map((step, index) => stepFrom(step, steps[index - 1])) };
}

function stepFrom({ id, title, hint, after, link: href, ...step }: WrittenStep, above?: WrittenStep): StepDefinition {
  const base = { id, title, hint, after: after ?? (above ? [above.id] : []) };
  if (step.do) return { ...base, kind: 'do', do: step.do };
  if (step['wait-for']) return { ...base, kind: 'wait-for', waitFor: step['wait-for'], link: href };
  return { ...base, kind: 'person', role: step.person ?? '', endsWith: step['ends-with'], link: href };
}

function aliasesIn(document: Document): number[] {
  const offsets: number[] = [];
  visit(document, { Alias: (_, node) => void offsets.push(node.range?.[0] ?? 0) });
  return offsets;
}

/** Where the value at `path` stands; where it is missing, the nearest thing around it. */
function offsetOf(node: unknown, path: Path): number {
  let here = node as Node | null;
  for (const key of path) {
    const next = isMap(here)
      ? (here.get(key, true) as Node | undefined)
      : isSeq(here)
        ? (here.get(key as number, true) as Node | undefined)
        : undefined;
    if (!next) break;
    here = next;
  }
  return here?.range?.[0] ?? 0;
}

function inWords(issue: z.core.$ZodIssue): string {
  const where = issue.path.filter((part) => typeof part === 'string').join('.');
  if (issue.code === 'unrecognized_keys')
    return `unknown word${issue.keys.length > 1 ? 's' : ''} ${issue.keys.map((key) => `'${key}'`).join(', ')}`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return `'${where}' is missing`;
  return where ? `${where}: ${issue.message}` : issue.message;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
