export const ROLES = [
  'admin',
  'coordinator',
  'recovery-officer',
  'dispensation-officer',
  'complaints-officer',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who may do what. `system` is the product itself (playbooks, ticks, listeners), `duty` a place on the roster that proved itself
 * without sign-in, `public` anybody.
 */
export type Holder = Role | 'duty' | 'system' | 'public';

/** Each permission with its holders. An admin holds all that a person can hold, except where four eyes separate duties. */
export const PERMISSIONS = {
  'account:manage': ['admin'],
  'news:redeliver': ['admin', 'recovery-officer'],
  'workflow:decide': ['admin', 'recovery-officer'],
  'account:own': ['admin', 'coordinator', 'recovery-officer', 'dispensation-officer', 'complaints-officer', 'auditor'],
  'account:sign-in': ['public', 'system'],
  'roster:manage': ['admin', 'coordinator'],
  'token:issue': ['admin', 'system'],
  'directory:import': ['admin', 'system'],
  'day:report': ['admin', 'coordinator', 'complaints-officer', 'system'],
  'feedback:give': ['public', 'system'],
  'directory:amend': ['admin', 'coordinator'],
  'calendar:change': ['admin', 'coordinator'],
  'standard:set': ['admin'],
  'visit:manage': ['admin', 'coordinator', 'system'],
  'status:set': ['admin', 'coordinator', 'duty', 'system'],
  'incident:declare': ['admin', 'coordinator', 'duty'],
  'incident:confirm': ['admin', 'coordinator', 'duty'],
  'incident:correct': ['admin', 'coordinator', 'duty'],
  'incident:close': ['admin', 'coordinator'],
  'incident:escalate': ['system'],
  'incident:answer-call': ['public'],
  'incident:break-glass': ['public'],
  'incident:text': ['public'],
  'alarm:raise': ['system', 'duty'],
  'alarm:acknowledge': ['admin', 'coordinator'],
  'check-in:set': ['admin', 'coordinator'],
  'check-in:ask': ['system'],
  'custody:register': ['admin', 'coordinator', 'recovery-officer', 'complaints-officer'],
  'custody:decide': ['admin', 'coordinator'],
  'custody:data-loss': ['admin', 'coordinator', 'recovery-officer'],
  'custody:repair': ['admin', 'coordinator', 'recovery-officer'],
  'custody:warn': ['system'],
  'playbook:run': ['admin', 'coordinator', 'system'],
  'playbook:step': ['admin', 'coordinator', 'recovery-officer', 'dispensation-officer', 'complaints-officer', 'system'],
  'reroute:propose': ['admin', 'coordinator', 'system'],
  'reroute:plan': ['admin', 'coordinator'],
  'reroute:ask-hosts': ['admin', 'coordinator', 'system'],
  'reroute:answer': ['public'],
  'reroute:log-answer': ['admin', 'coordinator'],
  'reroute:approve': ['admin', 'coordinator'],
  'reroute:disclose': ['admin', 'coordinator'],
  'reroute:return': ['admin', 'coordinator', 'system'],
  'reroute:watch-hosts': ['system'],
  'reroute:withdraw': ['admin', 'coordinator', 'duty', 'system'],
  'answer:record': ['system'],
  'backup:take': ['admin', 'recovery-officer', 'system'],
  'backup:verify': ['admin', 'recovery-officer', 'system'],
  'backup:restore': ['admin', 'recovery-officer'],
  'backup:record': ['system'],
  'escrow:drill': ['admin', 'recovery-officer'],
  'obligation:import': ['admin', 'dispensation-officer', 'system'],
  'dispensation:propose': ['admin', 'dispensation-officer'],
  'dispensation:sign': ['admin', 'dispensation-officer'],
  'dispensation:revoke': ['admin', 'dispensation-officer', 'system'],
  'notice:issue': ['system'],
  'complaint:receive': ['public', 'system', 'complaints-officer', 'admin'],
  'complaint:handle': ['admin', 'complaints-officer'],
  'complaint:record': ['system'],
  'complaint:purge': ['admin', 'system'],
  'visit:request': ['public', 'system', 'complaints-officer', 'coordinator', 'admin'],
  'visit:handle': ['admin', 'coordinator', 'complaints-officer'],
  'visit:plan': ['admin', 'coordinator'],
  'visit:purge': ['admin', 'system'],
  'announcement:publish': ['admin', 'coordinator', 'system'],
  'announcement:cancel': ['admin', 'coordinator', 'system'],
  'announcement:subscribe': ['public'],
  'announcement:record': ['system'],
  'ledger:read': ['admin', 'auditor'],
  'demonstration:run': ['admin', 'system'],
} as const satisfies Record<string, readonly Holder[]>;

export type Permission = keyof typeof PERMISSIONS;

export function holds(holders: readonly Holder[], permission: Permission): boolean {
  const allowed: readonly string[] = PERMISSIONS[permission];
  return holders.some((holder) => allowed.includes(holder));
}
