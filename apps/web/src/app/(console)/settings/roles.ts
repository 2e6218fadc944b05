import type { Role } from '@/trpc/shapes';

export const ROLES: readonly { value: Role; text: string }[] = [
  { value: 'admin', text: 'Everything, users and settings included.' },
  { value: 'operator', text: 'Changes machines, makes enrol commands, pulls the brake.' },
  { value: 'approver', text: 'Approves plans, reads the audit trail.' },
  { value: 'auditor', text: 'Reads everything, changes nothing.' },
  { value: 'viewer', text: 'Reads machines and rollouts.' },
];
