import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { readPlaybook } from './read-playbook.js';

const known = {
  actions: ['rerouting.propose', 'rerouting.ask-hosts', 'announcements.publish'],
  events: [
    'incidents.declared',
    'incidents.confirmed',
    'incidents.closed',
    'rerouting.published',
    'rerouting.hosts-answered',
    'backup.restored',
  ],
  roles: ['coordinator', 'recovery-officer', 'dispensation-officer'],
};
const read = (text: string, file = 'playbooks/small.yaml') => readPlaybook(text, file, known);
const problems = (text: string, file?: string) => read(text, file).problems.map(({ line, message }) => `${line}: ${message}`);
const head = 'id: small\ntitle: { id: Kecil, en: Small }\nsteps:\n';
const step = (id: string, rest: string) => `  - id: ${id}\n    title: { id: Langkah, en: Step }\n    ${rest}\n`;

describe('a playbook that can be read', () => {
  it('is the one we ship', () => {
    const file = path.join(__dirname, '../../playbooks/office-lost.yaml');
    const { playbook, problems: none } = readPlaybook(readFileSync(file, 'utf8'), file, known);
    expect(none).toEqual([]);
    expect(playbook).toMatchObject({ id: 'office-lost', startsOn: 'incidents.declared' });
    expect(playbook?.steps.map(({ id, kind, after }) => `${id} ${kind} < ${after}`)).toEqual([
      'confirm wait-for < ',
      'propose-reroute do < confirm',
      'ask-hosts do < propose-reroute',
      'hosts-answered wait-for < ask-hosts',
      'approve-reroute wait-for < hosts-answered',
      'announce do < approve-reroute',
      'restore-data person < confirm',
      'propose-dispensation person < confirm',
      'reopen wait-for < announce,restore-data,propose-dispensation',
    ]);
  });
});

describe('a playbook that cannot be read says where', () => {
  it.each([
    ['broken YAML', 'id: small\ntitle: { id: Kecil\nsteps: []\n', /^[234]: /],
    ['an alias', 'id: small\ntitle: &t { id: Kecil, en: Small }\nsteps: *t\n', /^3: write it out/],
    ['nothing', '', /^1: 'id' is missing$/],
    ['a list of nothing', 'id: small\ntitle: { id: Kecil, en: Small }\nsteps:\n', /^3: steps: .*expected array/],
    ['a number for a title', 'id: small\ntitle: 7\nsteps: []\n', /^2: title: .*expected object/],
    ['no steps', 'id: small\ntitle: { id: Kecil, en: Small }\nsteps: []\n', /^3: steps: a playbook has at least one step$/],
    [
      'a missing title',
      'id: small\nsteps:\n  - id: a\n    title: { id: A, en: A }\n    person: coordinator\n',
      /^1: 'title' is missing$/,
    ],
    ['an unknown word', `${head}${step('a', 'person: coordinator\n    wenn: x')}`, /^4: unknown word 'wenn'$/],
    [
      'an unknown action',
      `${head}${step('a', 'do: rerouting.prpose')}`,
      /^6: steps\.do: there is no action 'rerouting\.prpose'; there is: rerouting\.propose/,
    ],
    [
      'unknown news',
      `${head}${step('a', 'wait-for: incidents.burnt')}`,
      /^6: steps\.wait-for: there is no news 'incidents\.burnt'/,
    ],
    ['an unknown role', `${head}${step('a', 'person: mayor')}`, /^6: steps\.person: there is no role 'mayor'/],
    [
      'two kinds at once',
      `${head}${step('a', 'person: coordinator\n    do: rerouting.propose')}`,
      /^4: step 'a' must have exactly one of do, wait-for, person$/,
    ],
    ['no kind', `${head}${step('a', 'link: /dasbor')}`, /^4: step 'a' must have exactly one/],
    [
      'a step twice',
      `${head}${step('a', 'person: coordinator')}${step('a', 'person: coordinator')}`,
      /^7: there is already a step 'a'$/,
    ],
    [
      'a later predecessor',
      `${head}${step('a', 'person: coordinator\n    after: [b]')}${step('b', 'person: coordinator')}`,
      /^7: there is no earlier step 'b'$/,
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)[0]).toMatch(expected);
  });

  it('finds several at once', () => {
    expect(problems(`${head}${step('a', 'do: x.y')}${step('b', 'person: mayor')}`)).toHaveLength(2);
  });

  it('wants the file to be called like the playbook', () => {
    expect(problems(`${head}${step('a', 'person: coordinator')}`, 'playbooks/other.yaml')).toEqual([
      "1: must be 'other', as the file is called",
    ]);
  });

  it('never throws, whatever stands in the file', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((rest) => head + rest),
        ),
        (text) => {
          const { playbook, problems: found } = read(text);
          expect(playbook === undefined).toBe(found.length > 0);
        },
      ),
    );
  });
});
