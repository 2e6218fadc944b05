import type { MachineDetail } from '@/trpc/shapes';

type Facts = Pick<MachineDetail, 'activeJob' | 'desired' | 'contact'>;

const isConnected = ({ contact }: Facts) => contact === 'online' || contact === 'stale';

const AGAIN = 'To use it again, run a new line of the page Enrol there.';

/** What retiring does, line by line: to open changes, to what is wanted, and to the agent on the machine. */
export function retireWords(machine: Facts): string[] {
  const agent = isConnected(machine)
    ? 'Its agent is turned away at once'
    : 'Its agent is turned away when it connects';
  return [
    machine.activeJob
      ? 'The open change is cancelled. One that has begun goes on there, but how it ends is not learnt any more.'
      : 'No change is open.',
    machine.desired
      ? `That Teredo should be ${machine.desired.state.teredo.mode} is forgotten. The settings on the machine stay as they are.`
      : 'Nothing is wanted of it. The settings on the machine stay as they are.',
    `${agent}. Then run teredo-agent uninstall on the machine. ${AGAIN}`,
  ];
}

/** What deleting a retired machine does. */
export function deleteWords(): string[] {
  return [
    'Its facts, observations, jobs and receipts go for good. Rollouts and audit entries stay.',
    `An agent that still runs there is told that it is not known. Run teredo-agent uninstall on the machine. ${AGAIN}`,
  ];
}

/** What releasing from quarantine does. */
export function releaseWords(): string[] {
  return [
    'Changes that waited were ended by the quarantine and do not come back: start them again where they are still wanted.',
    'What is wanted of it is what was wanted before those changes.',
    'If nobody had accepted it before the quarantine, it waits again.',
    'Whichever machine connects with this identity next is taken for the right one. Run teredo-agent enrol --again on the other one first, or it is quarantined again.',
  ];
}

/** What accepting does, in a sentence. */
export function acceptWords(machine: Facts): string {
  const when = isConnected(machine) ? 'at once' : 'when it connects';
  return `Accepting starts no change. Its agent learns it ${when}; there is nothing to do on the machine.`;
}
