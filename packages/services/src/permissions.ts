import type { Role } from './views';

export const ROLES = [
  'admin',
  'operator',
  'approver',
  'auditor',
  'viewer',
] as const satisfies readonly Role[];

const EVERYBODY = ROLES;
const OPERATORS = ['admin', 'operator'] as const;
const ADMINS = ['admin'] as const;
const APPROVERS = ['admin', 'approver'] as const;
/** Who may read the audit trail, of which a bundle tells a part. */
const AUDITORS = ['admin', 'auditor', 'approver'] as const;
const OPERATORS_AND_APPROVERS = ['admin', 'operator', 'approver'] as const;

/**
 * Who may call a verb: the roles of a signed-in person, `public` (nobody has to be signed in), `agent` (a gateway, for
 * a machine that proved its identity or shows a token) or `system` (a process of the server, at start).
 */
export type Permission = readonly Role[] | 'public' | 'agent' | 'system';

/** Every verb with who may use it. A verb that isn't here can't be built, and one that is must be. */
export const PERMISSIONS = {
  'setup.status': 'public',
  'setup.checkLink': 'public',
  'setup.complete': 'public',
  'setup.open': 'system',
  'setup.createFirstAdmin': 'system',
  'viewer.me': 'public',

  'machine.list': EVERYBODY,
  'machine.counts': EVERYBODY,
  'machine.get': EVERYBODY,
  'machine.timeline': EVERYBODY,
  'machine.preview': EVERYBODY,
  'machine.toggle': OPERATORS,
  'machine.observe': OPERATORS,
  'machine.accept': OPERATORS,
  'machine.refuse': OPERATORS,
  'machine.setLabels': OPERATORS,
  'machine.retire': OPERATORS,
  'machine.delete': OPERATORS,
  'machine.releaseQuarantine': OPERATORS,

  'machine.programs': EVERYBODY,
  'program.list': EVERYBODY,
  'program.machines': EVERYBODY,
  'program.add': ADMINS,
  'program.remove': ADMINS,

  'past.fleet': EVERYBODY,
  'past.machines': EVERYBODY,
  'past.machine': EVERYBODY,
  'past.compare': EVERYBODY,
  'past.export': EVERYBODY,

  'finding.rules': EVERYBODY,
  'finding.history': EVERYBODY,
  'finding.export': EVERYBODY,
  'ownRule.list': EVERYBODY,
  'ownRule.get': EVERYBODY,
  'ownRule.preview': EVERYBODY,
  'ownRule.save': ADMINS,
  'ownRule.retire': ADMINS,
  'waiver.list': EVERYBODY,
  'waiver.preview': EVERYBODY,
  'waiver.grant': APPROVERS,
  'waiver.revoke': APPROVERS,

  'policy.list': EVERYBODY,
  'policy.get': EVERYBODY,
  'policy.preview': EVERYBODY,
  'policy.ofMachine': EVERYBODY,
  'policy.save': OPERATORS,
  'policy.approve': APPROVERS,
  'policy.decide': APPROVERS,
  'policy.resume': OPERATORS,
  'policy.retire': OPERATORS,

  'rollout.list': EVERYBODY,
  'rollout.get': EVERYBODY,
  'rollout.members': EVERYBODY,
  'rollout.notices': EVERYBODY,
  'rollout.log': EVERYBODY,
  'rollout.saveDraft': OPERATORS,
  'rollout.draft': EVERYBODY,
  'rollout.preview': EVERYBODY,
  'rollout.rehearse': EVERYBODY,
  'rollout.submit': OPERATORS,
  'rollout.approve': APPROVERS,
  'rollout.approveEmergency': OPERATORS_AND_APPROVERS,
  'rollout.reject': OPERATORS_AND_APPROVERS,
  'rollout.clone': OPERATORS,
  'rollout.compare': EVERYBODY,
  'rollout.pause': OPERATORS,
  'rollout.resume': OPERATORS,
  'rollout.promote': OPERATORS,
  'rollout.overrideGate': OPERATORS,
  'rollout.retryFailed': OPERATORS,
  'rollout.exclude': OPERATORS,
  'rollout.nudge': OPERATORS,
  'rollout.nudgePreview': EVERYBODY,
  'rollout.askNoticeOverride': OPERATORS_AND_APPROVERS,
  'rollout.grantNoticeOverride': APPROVERS,
  'rollout.closeNoticeOverride': OPERATORS_AND_APPROVERS,
  'rollout.noticeOverridePreview': EVERYBODY,
  'rollout.abort': OPERATORS,
  'rollout.rollBack': OPERATORS,
  'notice.list': EVERYBODY,
  'notice.get': EVERYBODY,
  'notice.version': EVERYBODY,
  'notice.save': OPERATORS,
  'notice.archive': OPERATORS,
  'freeze.list': EVERYBODY,
  'freeze.add': ADMINS,
  'freeze.remove': ADMINS,
  'job.undo': OPERATORS,
  'job.cancel': OPERATORS,
  'report.export': EVERYBODY,
  'reportLink.list': ['admin', 'operator', 'auditor'],
  'reportLink.create': OPERATORS,
  'reportLink.revoke': OPERATORS,
  'reportLink.open': 'public',
  'reportLink.download': 'public',
  'reportLink.bundle': 'public',
  'reportLink.takeBundle': 'public',

  'token.list': EVERYBODY,
  'token.create': OPERATORS,
  'token.revoke': OPERATORS,

  'apiToken.list': EVERYBODY,
  'apiToken.create': EVERYBODY,
  'apiToken.revoke': EVERYBODY,

  'user.list': ['admin', 'auditor'],
  'user.create': ADMINS,
  'user.setRole': ADMINS,
  'user.disable': ADMINS,
  'user.enable': ADMINS,
  'user.createResetLink': ADMINS,
  'user.checkResetLink': 'public',
  'user.resetPassword': 'public',

  'scope.list': EVERYBODY,
  'scope.create': ADMINS,

  'teredoServer.list': EVERYBODY,
  'teredoServer.add': ADMINS,
  'teredoServer.edit': ADMINS,
  'teredoServer.remove': ADMINS,
  'teredoServer.measure': ADMINS,

  'agentUpdate.get': EVERYBODY,
  'agentUpdate.offer': ADMINS,
  'agentUpdate.change': ADMINS,
  'agentUpdate.stop': ADMINS,

  'settings.get': ['admin', 'auditor'],
  'settings.set': ADMINS,
  'brake.get': EVERYBODY,
  'brake.set': OPERATORS,

  'overview.days': EVERYBODY,
  'overview.numbers': EVERYBODY,
  'overview.changes': EVERYBODY,
  'overview.visit': EVERYBODY,

  'alert.list': EVERYBODY,
  'alert.counts': EVERYBODY,
  'alert.acknowledge': OPERATORS,
  'alertDestination.list': ['admin', 'auditor'],
  'alertDestination.create': ADMINS,
  'alertDestination.edit': ADMINS,
  'alertDestination.remove': ADMINS,
  'alertDestination.test': ADMINS,
  'alertDestination.deliveries': ['admin', 'auditor'],

  'audit.list': ['admin', 'auditor', 'approver'],
  'audit.export': ['admin', 'auditor', 'approver'],
  'audit.chain': ['admin', 'auditor', 'approver'],
  'audit.check': ['admin', 'auditor'],
  'evidence.request': AUDITORS,
  'evidence.list': AUDITORS,
  'evidence.get': AUDITORS,
  'evidence.download': AUDITORS,
  'reportSchedule.list': ['admin', 'auditor'],
  'reportSchedule.create': ADMINS,
  'reportSchedule.remove': ADMINS,
  'reportSchedule.send': ADMINS,
  'view.list': EVERYBODY,
  'view.save': EVERYBODY,
  'view.remove': EVERYBODY,
  'event.changes': EVERYBODY,

  'agent.identities': 'agent',
  'agent.enrol': 'agent',
  'agent.openSessions': 'agent',
} as const satisfies Record<string, Permission>;

/** Name of a verb, as permissions and audit entries say it: `machine.toggle`. */
export type VerbName = keyof typeof PERMISSIONS;

export const VERB_NAMES = Object.keys(PERMISSIONS) as VerbName[];

const NO_ACCOUNTS = 'a token that was stolen could make itself an account that outlives it';
const NO_TOKENS = 'a token that was stolen could prolong its own life';

/** What is done by people alone, whatever role an API token has, and why. */
export const NOT_BY_TOKEN: Readonly<Partial<Record<VerbName, string>>> = {
  'apiToken.list': NO_TOKENS,
  'apiToken.create': NO_TOKENS,
  'apiToken.revoke': NO_TOKENS,
  'user.create': NO_ACCOUNTS,
  'user.setRole': NO_ACCOUNTS,
  'user.disable': NO_ACCOUNTS,
  'user.enable': NO_ACCOUNTS,
  'user.createResetLink': NO_ACCOUNTS,
  'reportSchedule.create': 'a token that was stolen could have everything sent to its thief',
  'alertDestination.create': 'a token that was stolen could have everything sent to its thief',
  'alertDestination.edit': 'a token that was stolen could have everything sent to its thief',
  'alertDestination.remove': 'a token that was stolen could act unseen',
  'reportLink.create': 'a link that a stolen token made would outlive it',
  'rollout.approve': 'an approval is a person’s own judgement',
  'rollout.approveEmergency': 'an approval is a person’s own judgement',
  'rollout.overrideGate': 'to let a gate pass is a person’s own judgement',
  'rollout.askNoticeOverride': 'to pass people over is a person’s own judgement',
  'rollout.grantNoticeOverride': 'to pass people over is a person’s own judgement',
  'policy.approve': 'an approval is a person’s own judgement',
  'policy.decide': 'who wins is a person’s own judgement',
  'ownRule.save': 'what is asked of machines is a person’s own judgement',
  'ownRule.retire': 'a token that was stolen could end what would find its thief',
  'waiver.grant': 'to answer for a finding is a person’s own judgement',
};

/** Whether somebody with this role (null: not signed in) may use a verb. Machines and processes are never asked here. */
export function mayUse(role: Role | null, verb: VerbName): boolean {
  const permission: Permission = PERMISSIONS[verb];
  if (permission === 'public') return true;
  if (permission === 'agent' || permission === 'system' || role === null) return false;
  return permission.includes(role);
}

/** Whether a role may do all that another one may. */
export function coversRole(role: Role, other: Role): boolean {
  return verbsOf(other).every((verb) => mayUse(role, verb));
}

/** The verbs that a role may use and that have roles at all, for screens that hide what can't be done. */
export function verbsOf(role: Role): VerbName[] {
  return VERB_NAMES.filter((verb) => Array.isArray(PERMISSIONS[verb]) && mayUse(role, verb));
}
