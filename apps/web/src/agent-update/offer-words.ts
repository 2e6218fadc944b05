import type { Segment, Tone } from '@teredo-fleet/ui';
import { CircleDashed, CircleSlash } from 'lucide-react';
import type { VerbDialog } from '@/rollout/verb-words';
import type { AgentUpdateOffer, AgentUpdateState } from '@/trpc/shapes';
import { UPDATE_LOOKS } from '../presentation/agent-update';

export const machineCount = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`;

/** Whether it is too late to offer what was signed. */
export const isExpired = ({ expiresAt }: { expiresAt: string }, nowMs: number): boolean =>
  Date.parse(expiresAt) <= nowMs;

/** Machines of an offer by how far they are, each once; what nobody knows is a part of its own. */
export function offerSegments({ counts, notOffered }: AgentUpdateOffer): Segment[] {
  const told = (Object.keys(UPDATE_LOOKS) as AgentUpdateState[]).map((key) => ({
    key,
    ...UPDATE_LOOKS[key],
    value: counts[key],
  }));
  const { within, beyond } = notOffered;
  const idle = { tone: 'idle', fill: 'faint' } as const;
  return [
    ...told,
    { key: 'within', word: 'Not offered yet', icon: CircleDashed, ...idle, value: within },
    { key: 'beyond', word: 'Not among the percent', icon: CircleSlash, ...idle, value: beyond },
  ];
}

/** Failures that nobody has looked at. */
export const newUpdateFailures = ({ failed, acknowledged }: AgentUpdateOffer): number =>
  Math.max(0, failed - acknowledged);

export interface OfferStanding {
  tone: Tone;
  title: string;
  text: string;
}

const LET_GO_ON = 'Read the reasons below, then stop the offer, or let it go on.';

function failuresStanding(offer: AgentUpdateOffer): OfferStanding {
  const { maxFailures } = offer;
  const fresh = newUpdateFailures(offer);
  const limit = maxFailures === 1 ? 'The first failure holds it' : `${maxFailures} failures hold it`;
  const title = 'Held by its failures';
  const text = `${limit}. Nobody else is offered it and nobody begins.`;
  // Of a fleet that is seen in part, the failures may be on other machines.
  return fresh < maxFailures
    ? { tone: 'bad', title, text: `${text} Failures are on machines that you may not see, too.` }
    : {
        tone: 'bad',
        title: `${title}: it went wrong on ${machineCount(fresh)}`,
        text: `${text} ${LET_GO_ON}`,
      };
}

/** Under way by what the agents say themselves, whether or not they still keep others waiting. */
const atIt = ({ offered, downloading, ready, waiting, trying }: AgentUpdateOffer['counts']): number =>
  offered + downloading + ready + waiting + trying;

const areAtIt = (count: number): string =>
  `${machineCount(count)} ${count === 1 ? 'is' : 'are'} still at it.`;

function canariesStanding({ canaries, counts }: AgentUpdateOffer, part: boolean): OfferStanding {
  const title = 'Waits for its canaries';
  return {
    tone: 'info',
    title: part ? title : `${title}: ${counts.updated} of ${canaries} took it`,
    text: `Nobody else is offered it until ${canaries === 1 ? 'one machine has' : 'so many have'} it. When a canary has not ended after an hour, the next machine that connects is asked instead.`,
  };
}

function endStanding({ counts }: AgentUpdateOffer): OfferStanding {
  const going = atIt(counts);
  if (Object.values(counts).every((count) => count === 0))
    return {
      tone: 'idle',
      title: 'No machine here can take it yet',
      text: 'None has an older agent that was built with this release key. One that comes later gets it.',
    };
  if (going + counts.silent === 0) {
    const text = 'Every machine that can take it was offered it. Machines that come later get it too.';
    return { tone: 'ok', title: 'Done', text };
  }
  const lines = [
    going > 0 ? areAtIt(going) : '',
    counts.silent > 0 ? `Of ${machineCount(counts.silent)} nobody knows how far.` : '',
  ];
  return { tone: 'info', title: 'Offered to all', text: lines.filter((line) => line !== '').join(' ') };
}

function openStanding(offer: AgentUpdateOffer, part: boolean): OfferStanding {
  const { notOffered, percent, counts, canaries } = offer;
  const { within, beyond } = notOffered;
  if (!part && within + beyond > 0 && counts.updated < canaries) return canariesStanding(offer, part);
  if (within > 0) {
    const text = `${machineCount(within)} ${within === 1 ? 'is' : 'are'} offered it as soon as they are connected.`;
    return { tone: 'info', title: 'Under way', text };
  }
  if (beyond > 0) {
    const text = `All of the ${percent} % have been offered it; ${machineCount(beyond)} more could take it. Widen the offer when you have seen enough.`;
    return { tone: 'info', title: `Offered to all of the ${percent} %`, text };
  }
  return endStanding(offer);
}

/** What holds an offer now, and what to do about it. `part`: the viewer may see a part of the fleet only. */
export function offerStanding(offer: AgentUpdateOffer, part: boolean): OfferStanding {
  switch (offer.hold) {
    case null:
      return openStanding(offer, part);
    case 'failures':
      return failuresStanding(offer);
    case 'brake':
      return {
        tone: 'bad',
        title: 'Held by the brake',
        text: 'Nobody is offered it and nobody begins until the brake is released.',
      };
    case 'canaries':
      return canariesStanding(offer, part);
    case 'at-once':
      return {
        tone: 'info',
        title: 'Under way',
        text: `As many as may at once (${offer.atOnce}) are at it; the next follow when these have ended, or after an hour.`,
      };
  }
}

/** An offer as somebody types it: numbers are null while nothing readable stands in their field. */
export interface OfferDraft {
  label: string | null;
  canaries: number | null;
  percent: number | null;
  atOnce: number | null;
  maxFailures: number | null;
  reason: string;
}

export type OfferNumber = 'canaries' | 'percent' | 'atOnce' | 'maxFailures';

/** The greatest of each; the least is 1. */
export const OFFER_LIMITS: Record<OfferNumber, number> = {
  canaries: 1000,
  percent: 100,
  atOnce: 1000,
  maxFailures: 1000,
};

const SHORTEST_REASON = 3;

export type OfferFaults = Partial<Record<OfferNumber | 'reason', string>>;

/** What still keeps it from being sent, a sentence each; of those parts that are there. */
export function offerFaults(typed: Partial<OfferDraft>): OfferFaults {
  const faults: OfferFaults = {};
  for (const key of Object.keys(OFFER_LIMITS) as OfferNumber[]) {
    const value = typed[key];
    const most = OFFER_LIMITS[key];
    if (value === undefined || (value !== null && value >= 1 && value <= most)) continue;
    faults[key] = `Say a whole number from 1 to ${most.toLocaleString('en-GB')}.`;
  }
  if ((typed.reason ?? '').trim().length < SHORTEST_REASON)
    faults.reason = `Say why, in ${SHORTEST_REASON} letters or more: it is kept for those who read the audit trail.`;
  return faults;
}

const firstOnes = (canaries: number) =>
  canaries === 1
    ? 'First one machine, whichever connects first. Nobody else before it has it.'
    : `First ${machineCount(canaries)}, whichever connect first. Nobody else before all of them have it.`;

/** What an offer will do, a line each; a line whose number is not there yet is left out. */
export function offerConsequences(draft: OfferDraft, takers: number): string[] {
  const { label, percent, canaries, atOnce, maxFailures } = draft;
  return [
    label === null
      ? `${takers === 0 ? 'No machine' : machineCount(takers)} can take it now: older agents that were built with this release key.`
      : `Only machines with the label ${label} whose agents are older and were built with this release key.`,
    canaries && firstOnes(canaries),
    atOnce &&
      percent &&
      `Then up to ${atOnce.toLocaleString('en-GB')} at once, of ${percent === 100 ? 'all of them' : `${percent} % of them`}.`,
    maxFailures &&
      `${maxFailures === 1 ? 'The first failure holds' : `${maxFailures} failures hold`} it for everybody until somebody has looked.`,
    'Each agent checks the signature and tries the new one beside itself. Only if that connects and reports does it take the old one’s place.',
    'No change of a rollout is interrupted, and users see nothing of it.',
  ].filter((line) => typeof line === 'string');
}

const plain = { danger: false, confirmWord: null } as const;

export function goOnDialog(offer: AgentUpdateOffer): VerbDialog {
  const fresh = newUpdateFailures(offer);
  const { failed } = offer.counts;
  return {
    title: `Go on with ${offer.version}`,
    description: `${fresh === 1 ? 'One failure counts' : `${fresh} failures count`} as looked at: only new ones hold the offer again.`,
    consequences: [
      'It is offered to further machines as before.',
      ...(failed > 0
        ? [
            `${machineCount(failed)} on which it failed before a trial ${failed === 1 ? 'is' : 'are'} asked once more.`,
          ]
        : []),
      'Where it fell back it is not tried again. A machine that fell silent and comes back may try it again; if it goes wrong there once more, that holds the offer anew.',
    ],
    action: 'Go on',
    ...plain,
  };
}

export function stopDialog({ version, counts }: AgentUpdateOffer): VerbDialog {
  const { updated, trying } = counts;
  return {
    title: `Stop offering ${version}`,
    description: 'Nobody is offered it any more, and nobody who has not begun begins.',
    consequences: [
      updated === 0
        ? 'No machine took it.'
        : `${machineCount(updated)} that took it ${updated === 1 ? 'keeps' : 'keep'} it: an agent never goes back to an older version.`,
      trying === 0
        ? 'No machine is in a trial now.'
        : `${machineCount(trying)} in a trial ${trying === 1 ? 'goes' : 'go'} on to its end, which is recorded.`,
      'A stopped offer can’t be taken up; the same version can be offered anew.',
    ],
    action: 'Stop the offer',
    danger: true,
    confirmWord: null,
  };
}
