import type { Segment } from '@teredo-fleet/ui';
import {
  Ban,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  Download,
  Hourglass,
  LoaderCircle,
  PackageCheck,
  Undo2,
} from 'lucide-react';
import type { AgentUpdateState, MachineAgentUpdate } from '@/trpc/shapes';
import type { Look } from './look';

/** How far a machine is with an offered version. */
export const UPDATE_LOOKS: Record<AgentUpdateState, Look & Pick<Segment, 'fill'>> = {
  updated: { word: 'Took it', icon: CircleCheck, tone: 'ok', fill: 'solid' },
  'fell-back': { word: 'Fell back', icon: Undo2, tone: 'bad', fill: 'solid' },
  failed: { word: 'Failed', icon: CircleX, tone: 'bad', fill: 'solid' },
  silent: { word: 'Unknown', icon: CircleHelp, tone: 'warn', fill: 'hatched' },
  trying: { word: 'On trial', icon: LoaderCircle, tone: 'accent', fill: 'solid' },
  ready: { word: 'Has the program', icon: PackageCheck, tone: 'accent', fill: 'solid' },
  waiting: { word: 'Waits for a change to end', icon: Hourglass, tone: 'accent', fill: 'solid' },
  downloading: { word: 'Downloading', icon: Download, tone: 'accent', fill: 'solid' },
  offered: { word: 'Offered', icon: CircleDashed, tone: 'accent', fill: 'faint' },
  refused: { word: 'Refused', icon: Ban, tone: 'idle', fill: 'solid' },
};

const NOT_BEGUN: readonly AgentUpdateState[] = ['offered', 'downloading', 'ready', 'waiting'];

const NOT_TRIED: Look = { word: 'Not tried', icon: CircleSlash, tone: 'idle' };

/** What a state means on a machine, where the agent gave no reason of its own. */
const MEANINGS: Record<AgentUpdateState, string> = {
  updated: 'It runs there.',
  'fell-back': 'It did not work there, and the earlier agent runs on. It is not tried there again.',
  failed:
    'It could not be fetched or kept. The machine is asked once more when somebody lets the offer go on.',
  silent: 'Nothing has been heard of it since. Look whether the machine is connected.',
  trying: 'The new agent is tried beside the running one.',
  ready: 'The program is there and checked; it is tried as soon as the server says so.',
  waiting: 'A change is under way there, which it does not interrupt.',
  downloading: 'The agent fetches the program.',
  offered: 'The agent has been told of it.',
  refused: 'The agent did not want it.',
};

/** What became of an offered version on one machine, as a look and a sentence. */
export function updateOutcome({ state, text, stopped }: MachineAgentUpdate): { look: Look; detail: string } {
  if (stopped && NOT_BEGUN.includes(state)) {
    return { look: NOT_TRIED, detail: 'The offer was stopped before it was tried there.' };
  }
  return { look: UPDATE_LOOKS[state], detail: text ?? MEANINGS[state] };
}
