import type { MachineFilter, MachineListInput, RolloutListInput } from '@/trpc/shapes';

/** Health is told of machines that are in use; the waiting, quarantined and retired ones have lines of their own. */
export const ACTIVE: MachineFilter = { status: ['active'] };

export const ATTENTION: MachineListInput = {
  filter: { ...ACTIVE, severity: ['problem', 'warning'] },
  sort: { by: 'severity', direction: 'desc' },
  limit: 8,
};

/** So many days at first. */
export const FIRST_SPAN = { days: 30 };

export const RECENT = { limit: 6 };

/** Rollouts that stand still until a person does something. */
export const STANDING: RolloutListInput = { filter: { state: ['paused', 'awaiting-approval'] }, limit: 4 };
