import {
  type DemandVerdict,
  judgeReadiness,
  type Readiness,
  type ReadinessEvidence,
} from '../executable/judge-readiness';
import type { ProgramException } from './program-exception';
import type { ProgramOutcome, ProgramReport } from './program-report';

/** What is said of a program on a machine; `missing`: it is not there, `not-read`: the agent could not look at it. */
export type ProgramVerdict = Readiness | 'missing' | 'not-read';

export const PROGRAM_VERDICTS: readonly ProgramVerdict[] = [
  'ready',
  'not-ready',
  'cannot-tell',
  'missing',
  'not-read',
];

/** The verdict of the exception; null: the system asks for none. */
export interface ExceptionVerdict {
  verdict: Readiness | null;
  text: string;
}

/** A program on a machine, judged. The three demands are null where there was nothing to judge. */
export interface ProgramJudgement {
  verdict: ProgramVerdict;
  /** What it rests on as a whole, and what to do. */
  text: string;
  sockets: DemandVerdict | null;
  protectionLevel: DemandVerdict | null;
  exception: ExceptionVerdict | null;
}

const EXCEPTIONS: Record<ProgramException, ExceptionVerdict> = {
  'with-edge': {
    verdict: 'ready',
    text: 'A rule of the firewall lets it be called, with edge traversal.',
  },
  deferred: {
    verdict: 'ready',
    text: 'A rule of the firewall lets it be called and leaves edge traversal to the program, which asks for it by its protection level.',
  },
  allowed: {
    verdict: 'ready',
    text: 'It is on the list of allowed programs. This release of Windows has no setting of its own for edge traversal.',
  },
  limited: {
    verdict: 'cannot-tell',
    text: 'The rules of the firewall let it be called from some addresses, in some networks or at some ports only. Look whether those are the ones that count.',
  },
  'without-edge': {
    verdict: 'not-ready',
    text: 'A rule of the firewall lets it be called, without edge traversal: nobody reaches it through Teredo. Allow edge traversal in that rule.',
  },
  blocked: {
    verdict: 'not-ready',
    text: 'A rule of the firewall blocks it. A rule that blocks outweighs every one that allows: take it away.',
  },
  none: {
    verdict: 'not-ready',
    text: 'No rule of the firewall names it. Unless it only calls others, add an exception for it with edge traversal.',
  },
  'not-applicable': { verdict: null, text: 'This system knows no exceptions of programs.' },
  unknown: { verdict: 'cannot-tell', text: 'The rules of the firewall could not be read.' },
};

const UNREAD: Record<Exclude<ProgramOutcome, 'inspected' | 'missing'>, string> = {
  'not-a-file': 'What lies there is no ordinary file. Name the program itself.',
  link: 'A name on the way there leads somewhere else, which agents do not follow. Name the place itself.',
  unreadable: 'The system does not let the agent read it.',
  'too-slow': 'It took longer to read than an agent spends on a file. It is tried again later.',
  refused: 'The agent does not look at such a path.',
  'not-supported':
    'The agent on this machine can’t read files byte by byte. Look at the file with teredo-fleet inspect.',
};

function whole(verdicts: (Readiness | null)[]): Readiness {
  if (verdicts.indexOf('not-ready') !== -1) return 'not-ready';
  return verdicts.indexOf('cannot-tell') !== -1 ? 'cannot-tell' : 'ready';
}

const DEMANDS = ['sockets for IPv6', 'the protection level', 'an exception in the firewall'];

function demandsThat(verdict: Readiness, verdicts: (Readiness | null)[]): string {
  const names: string[] = [];
  for (let index = 0; index < DEMANDS.length; index += 1)
    if (verdicts[index] === verdict) names.push(DEMANDS[index] as string);
  return names.join(', ');
}

/** Which demands are missing, and which are not known. */
function textOf(verdicts: (Readiness | null)[]): string {
  const missing = demandsThat('not-ready', verdicts);
  const unknown = demandsThat('cannot-tell', verdicts);
  if (missing === '' && unknown === '')
    return 'It meets all that is asked of a program that uses Teredo, as far as its file and the firewall tell.';
  if (missing === '') return `Nothing is known to be missing. Not told: ${unknown}.`;
  return unknown === '' ? `Missing: ${missing}.` : `Missing: ${missing}. Not told: ${unknown}.`;
}

const unjudged = (verdict: ProgramVerdict, text: string): ProgramJudgement => ({
  verdict,
  text,
  sockets: null,
  protectionLevel: null,
  exception: null,
});

/** Judges what an agent told of a program: sockets for IPv6, protection level, exception with edge traversal. */
export function judgeProgram(
  report: Pick<ProgramReport, 'outcome' | 'facts' | 'exception'>,
): ProgramJudgement {
  const { outcome, facts } = report;
  if (outcome === 'missing') return unjudged('missing', 'There is no such file on this machine.');
  if (outcome !== 'inspected') return unjudged('not-read', UNREAD[outcome]);
  if (facts === null)
    return unjudged('not-read', 'What the agent told of it is not understood here. Update the server.');
  const { sockets, protectionLevel } = judgeReadiness(facts);
  const exception = EXCEPTIONS[report.exception];
  const verdicts = [sockets.verdict, protectionLevel.verdict, exception.verdict];
  return { verdict: whole(verdicts), text: textOf(verdicts), sockets, protectionLevel, exception };
}

/** How sure it is that a program sets the protection level. */
export type LevelConfidence = 'named' | 'likely' | 'not-seen' | 'not-judged';

/** `named`: its metadata names the member that does; `likely`: code that looks like the call. */
export function levelConfidenceOf(evidence: ReadinessEvidence): LevelConfidence {
  if (evidence.code === 'level-not-found') return 'not-seen';
  if (evidence.code !== 'level-set') return 'not-judged';
  return evidence.names.length > 0 ? 'named' : 'likely';
}
