import type { VerbDialog } from '@/rollout/verb-words';
import type { PolicyConflict, PolicyView } from '@/trpc/shapes';
import { aboutWords, machines } from './policy-words';

const dialog = (
  parts: Partial<VerbDialog> & Pick<VerbDialog, 'title' | 'description' | 'action'>,
): VerbDialog => ({
  consequences: [],
  danger: false,
  confirmWord: null,
  ...parts,
});

export function approveDialog({ name, counts, waits }: PolicyView): VerbDialog {
  return dialog({
    title: `Approve “${name}”`,
    description: 'It may repair exactly as it stands here.',
    consequences: [
      counts.drifted === 0
        ? 'No machine has drifted now.'
        : `${machines(counts.drifted)} drifted; the first repair may begin with ${machines(waits.next)}.`,
      'Every repair that follows from it is approved with it, and so is rolling one back.',
      'Any edit of the policy voids this approval.',
    ],
    action: 'Approve',
  });
}

export function resumeDialog({ name, waits }: PolicyView): VerbDialog {
  return dialog({
    title: `Let “${name}” go on`,
    description: 'Nothing that came before is held against the next repair.',
    consequences: [
      waits.often > 0
        ? `${machines(waits.often)} that it gave up are repaired again.`
        : 'It repairs what has drifted.',
      'What made somebody stop it should be gone by now.',
    ],
    action: 'Let it go on',
  });
}

export function stopDialog({ name, repair }: PolicyView): VerbDialog {
  return dialog({
    title: `Stop repairing by “${name}”`,
    description: 'It becomes a policy that only looks.',
    consequences: [
      repair === null
        ? 'No repair is under way.'
        : 'The repair that is under way ends: what has begun finishes and reports.',
      'To enforce it again takes a new approval.',
    ],
    action: 'Stop repairing',
    danger: true,
  });
}

export function retireDialog({ name, repair }: PolicyView): VerbDialog {
  return dialog({
    title: `Retire “${name}”`,
    description: 'It ends for good and finds nothing any more. Machines stay as they are.',
    consequences:
      repair === null ? [] : ['The repair that is under way ends: what has begun finishes and reports.'],
    action: 'Retire',
    danger: true,
  });
}

/** `wins`: whether the policy that is looked at is to win. */
export function decideDialog(name: string, conflict: PolicyConflict, wins: boolean): VerbDialog {
  const [winner, loser] = wins ? [name, conflict.policy.name] : [conflict.policy.name, name];
  return dialog({
    title: `“${winner}” wins over “${loser}”`,
    description: `They disagree about ${aboutWords(conflict.about)}. Where both are for a machine, “${winner}” is followed.`,
    consequences: [
      conflict.machines === 0
        ? 'No machine has both labels now.'
        : `It is about ${machines(conflict.machines)} now.`,
      'Once either of them wants something else it has to be decided anew.',
    ],
    action: 'Decide so',
  });
}
