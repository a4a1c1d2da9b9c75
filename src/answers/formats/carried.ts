/** What there is to say in an answer; which of it a record holds depends on its state. */
export const facts = [
  'closed-office',
  'closed-since',
  'report-state',
  'expected-end',
  'correction',
  'arranging',
  'first-place',
  'first-distance',
  'first-start',
  'first-hours',
  'first-full-today',
  'every-place',
  'distance',
  'starts-on',
  'hours',
  'full-today',
  'returns-on',
  'bring',
  'differences',
  'areas',
  'visits',
  'proxy',
  'online',
  'conditions',
  'lateness',
  'gap',
  'last-confirmed',
] as const;
export type Fact = (typeof facts)[number];

const formatNames = ['page', 'json', 'sms', 'forward', 'spoken', 'poster', 'structured'] as const;
export type FormatName = (typeof formatNames)[number];

/**
 * The facts that each format must carry whenever the record holds them. What a format leaves out is left out whole; what it
 * says is what the record says. An SMS and a script hold more where there is room.
 */
export const carries: Record<FormatName, readonly Fact[]> = {
  page: facts.filter((fact) => fact !== 'arranging'),
  json: facts,
  sms: ['closed-office', 'closed-since', 'report-state', 'correction', 'first-place', 'first-full-today'],
  forward: facts,
  spoken: ['closed-office', 'report-state', 'correction', 'arranging', 'first-place', 'first-full-today', 'returns-on'],
  poster: [
    'closed-office',
    'closed-since',
    'report-state',
    'expected-end',
    'first-place',
    'first-distance',
    'first-start',
    'first-hours',
  ],
  structured: ['closed-office', 'closed-since', 'expected-end', 'every-place', 'starts-on', 'hours', 'online'],
};
