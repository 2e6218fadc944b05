import type { MachineDetail } from '@/trpc/shapes';

type Facts = Pick<MachineDetail, 'activeJob' | 'desired' | 'contact' | 'platform'>;

const isConnected = ({ contact }: Pick<Facts, 'contact'>) => contact === 'online' || contact === 'stale';

/** How the agent of a machine is called there. */
const AGENTS: Partial<Record<MachineDetail['platform'], string>> = {
  windows: '"%ProgramFiles%\\Teredo Fleet\\teredo-agent.exe"',
  wsh: 'cscript //nologo "%SystemRoot%\\Teredo Fleet\\teredo-agent.js"',
};

const agentCommand = (platform: MachineDetail['platform'], words: string) =>
  `${AGENTS[platform] ?? 'teredo-agent'} ${words}`;

const AGAIN = 'To use it again, run a new line of the page Enrol there.';

/** What becomes of an agent whose machine is retired, without a stop at its end. */
const turnedAwayWords = (machine: Pick<Facts, 'contact'>): string =>
  isConnected(machine) ? 'Its agent is turned away at once' : 'Its agent is turned away when it connects';

/** What retiring does, line by line: to open changes, to what is wanted, and to the agent on the machine. */
export function retireWords(machine: Facts): string[] {
  return [
    machine.activeJob
      ? 'The open change is cancelled. One that has begun goes on there, but how it ends is not learnt any more.'
      : 'No change is open.',
    machine.desired
      ? `That Teredo should be ${machine.desired.state.teredo.mode} is forgotten. The settings on the machine stay as they are.`
      : 'Nothing is wanted of it. The settings on the machine stay as they are.',
    `${turnedAwayWords(machine)}. Then run ${agentCommand(machine.platform, 'uninstall')} on the machine. ${AGAIN}`,
  ];
}

/** What deleting a retired machine does. */
export function deleteWords({ platform }: Pick<Facts, 'platform'>): string[] {
  return [
    'Its facts, observations, jobs and receipts go for good. Rollouts and audit entries stay.',
    `An agent that still runs there is told that it is not known. Run ${agentCommand(platform, 'uninstall')} on the machine. ${AGAIN}`,
  ];
}

/** What releasing from quarantine does. */
export function releaseWords({ platform }: Pick<Facts, 'platform'>): string[] {
  return [
    'Changes that waited were ended by the quarantine and do not come back: start them again where they are still wanted.',
    'What is wanted of it is what was wanted before those changes.',
    'If nobody had accepted it before the quarantine, it waits again.',
    `Whichever machine connects with this identity next is taken for the right one. Run ${agentCommand(platform, 'enrol --again')} on the other one first, or it is quarantined again.`,
  ];
}

/** What accepting does, in a sentence. */
export function acceptWords(machine: Facts): string {
  const when = isConnected(machine) ? 'at once' : 'when it connects';
  return `Accepting starts no change. Its agent learns it ${when}; there is nothing to do on the machine.`;
}
