import type { Role } from '@/trpc/shapes';

export const ROLES: readonly { value: Role; text: string }[] = [
  { value: 'admin', text: 'Everything, users and settings included.' },
  { value: 'operator', text: 'Changes machines, makes enrol commands, pulls the brake.' },
  { value: 'approver', text: 'Approves plans, reads the audit trail.' },
  { value: 'auditor', text: 'Reads everything, changes nothing.' },
  { value: 'viewer', text: 'Reads machines and rollouts.' },
];

/** What each role lets an API token do: accounts, tokens and approvals are for people who are signed in. */
export const TOKEN_ROLES: typeof ROLES = [
  { value: 'admin', text: 'Everything but accounts and approvals, settings included.' },
  { value: 'operator', text: 'Changes machines, makes enrol commands, pulls the brake.' },
  { value: 'approver', text: 'Reads machines, rollouts and the audit trail. Approving is for people.' },
  { value: 'auditor', text: 'Reads everything, changes nothing.' },
  { value: 'viewer', text: 'Reads machines and rollouts.' },
];
