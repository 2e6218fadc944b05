import { Status } from '@teredo-fleet/ui';
import { CircleCheck, CircleHelp, CircleMinus, CircleX, Clock, Ear, SearchX } from 'lucide-react';
import type { TeredoServerHealth } from '@/trpc/shapes';
import type { Look } from './look';

type Verdict = TeredoServerHealth['verdict'];

/** How each verdict on a Teredo server is said and shown. */
export const SERVER_VERDICTS: Record<Verdict, Look> = {
  answers: { word: 'Answers', icon: CircleCheck, tone: 'ok' },
  'one-address': { word: 'One address only', icon: CircleMinus, tone: 'warn' },
  silent: { word: 'Silent', icon: Ear, tone: 'warn' },
  unresolved: { word: 'Name not resolved', icon: SearchX, tone: 'warn' },
  dead: { word: 'Dead', icon: CircleX, tone: 'bad' },
  stale: { word: 'Not measured lately', icon: Clock, tone: 'idle' },
  unknown: { word: 'Not measured', icon: CircleHelp, tone: 'idle' },
};

/** A server's health as icon, word and colour. */
export function ServerHealthStatus({ verdict, className }: { verdict: Verdict; className?: string }) {
  const look = SERVER_VERDICTS[verdict];
  return (
    <Status tone={look.tone} icon={look.icon} className={className ?? ''}>
      {look.word}
    </Status>
  );
}

/** Whether a machine should not be sent there, or should be taken from there. */
export function isServerInTrouble(verdict: Verdict): boolean {
  return verdict === 'dead' || verdict === 'silent' || verdict === 'unresolved' || verdict === 'one-address';
}

export const OUTCOME_WORDS = {
  both: 'Both addresses answered',
  answered: 'Answered at the one address that was asked',
  'primary-only': 'Only the first address answered',
  'secondary-only': 'Only the second address answered',
  silent: 'No answer from either address',
  unresolved: 'Name not resolved',
} as const;

const FAULTS: Record<string, string> = {
  loopback: 'the name gives an address of the asking machine itself',
  unspecified: 'the name gives 0.0.0.0, as blocking name servers do',
  'link-local': 'the name gives a link-local address',
  multicast: 'the name gives a multicast address',
  reserved: 'the name gives a reserved address',
};

/** Why an address was not asked, in words. */
export function faultWords(fault: string): string {
  return FAULTS[fault] ?? fault;
}
