import type { VerbDialog } from './verb-words';

export const APPROVE: VerbDialog = {
  title: 'Approve this plan',
  description: 'It may run exactly as it stands here.',
  consequences: [
    'It starts by itself at its time, or now where it names none.',
    'Rolling it back is approved with it.',
    'Any edit of the plan voids this approval.',
  ],
  action: 'Approve',
  danger: false,
  confirmWord: null,
};

export const REJECT: VerbDialog = {
  title: 'Reject this plan',
  description: 'It becomes a draft again, and its author reads your reason.',
  consequences: ['Approvals given so far are void. No machine is changed.'],
  action: 'Reject',
  danger: false,
  confirmWord: null,
};

export const EMERGENCY: VerbDialog = {
  title: 'Approve as an emergency',
  description: 'Two people together may approve a plan that one of them wrote. Both reasons stay on record.',
  consequences: [
    'It starts when the second of two different people has said so.',
    'The report and the audit trail mark it as an emergency.',
  ],
  action: 'Approve as an emergency',
  danger: true,
  confirmWord: null,
};

const KINDS: Record<string, string> = {
  approval: '',
  emergency: 'as an emergency',
  single: 'as its author, for one machine',
  policy: 'as the policy that it follows from',
};

/** What is special about an approval; nothing of the usual one. */
export function approvalWords(kind: string): string {
  return KINDS[kind] ?? kind;
}

/** Why the one who looks may not simply approve; null: they may. */
export function whyNotApprove(viewerId: string, writers: readonly { id: string }[]): string | null {
  return writers.some(({ id }) => id === viewerId)
    ? 'You wrote a part of this plan, so somebody else has to approve it.'
    : null;
}
