import type { ExecutableFacts } from './inspect-executable';
import type { SocketFunction } from './winsock-functions';

export type Readiness = 'ready' | 'not-ready' | 'cannot-tell';

/** Why a demand is judged so: a code for programs, words for people. */
export interface ReadinessEvidence {
  code:
    | 'no-program'
    | 'not-read-whole'
    | 'ipv4-only'
    | 'dual-stack'
    | 'both'
    | 'version-unseen'
    | 'through-library'
    | 'no-sockets'
    | 'level-set'
    | 'level-not-found';
  text: string;
  /** Functions or libraries that it is about. */
  names: string[];
}

export interface DemandVerdict {
  verdict: Readiness;
  evidence: ReadinessEvidence;
}

/** Microsoft's demands of a program that is to use Teredo, each by itself. */
export interface ReadinessVerdict {
  /** Sockets that can do IPv6. */
  sockets: DemandVerdict;
  /** IPV6_PROTECTION_LEVEL unrestricted, so that strangers reach it through Teredo. */
  protectionLevel: DemandVerdict;
}

const GAPS = {
  headers: 'The file ends before its headers do, or they are damaged.',
  imports: 'Its tables of imports are damaged; there may be more than was read.',
  'cut-off': 'The file ends before the program does; there may be more than was read.',
  metadata:
    'Its .NET metadata is damaged, or of a kind that is not known here; there may be more than was read.',
  packed: 'The program is packed: what it imports is seen only when it runs.',
};

/** They resolve names and connect by themselves, over IPv6 too. */
export const DOES_BOTH = ['winhttp.dll', 'wininet.dll', 'urlmon.dll', 'webio.dll'];

const demand = (
  verdict: Readiness,
  code: ReadinessEvidence['code'],
  text: string,
  names: string[] = [],
): DemandVerdict => ({ verdict: verdict, evidence: { code: code, text: text, names: names } });

function namesOf(functions: readonly SocketFunction[], kind: SocketFunction['kind']): string[] {
  const names: string[] = [];
  for (let index = 0; index < functions.length; index += 1) {
    const one = functions[index] as SocketFunction;
    if (one.kind === kind) names.push(one.name);
  }
  return names;
}

function librariesThatDoBoth({ libraries }: ExecutableFacts): string[] {
  const found: string[] = [];
  for (let index = 0; index < libraries.length; index += 1)
    for (let place = 0; place < DOES_BOTH.length; place += 1)
      if (libraries[index] === DOES_BOTH[place]) found.push(DOES_BOTH[place] as string);
  return found;
}

/** What stands in the way of judging at all; null: nothing does. */
function whyUnjudged({ kind, gap }: ExecutableFacts): DemandVerdict | null {
  if (kind !== 'pe')
    return demand('cannot-tell', 'no-program', 'This is no program that Windows of 32 or 64 bits runs.');
  if (gap === 'headers') return demand('cannot-tell', 'not-read-whole', GAPS.headers);
  return null;
}

/** Where nothing is of one version alone. */
function judgeByWhatConnects(facts: ExecutableFacts): DemandVerdict {
  const { socketFunctions } = facts;
  const sockets = namesOf(socketFunctions, 'socket');
  const through = namesOf(socketFunctions, 'through').concat(librariesThatDoBoth(facts));
  if (sockets.length === 0 && namesOf(socketFunctions, 'other').length === 0 && through.length > 0)
    return demand(
      'ready',
      'through-library',
      'It connects through libraries of Windows or members of .NET that do both.',
      through,
    );
  const unseen = namesOf(socketFunctions, 'either').concat(sockets);
  if (unseen.length > 0)
    return demand(
      'cannot-tell',
      'version-unseen',
      'It resolves names, reads addresses or makes sockets by members of .NET that do whichever version they are told: which that is can’t be seen.',
      unseen,
    );
  return demand(
    'cannot-tell',
    'no-sockets',
    socketFunctions.length === 0
      ? 'It names nothing of Winsock or .NET’s sockets: it uses no network, or loads what does when it runs.'
      : 'It imports Winsock and nothing by which its addresses could be told.',
  );
}

function judgeSockets(facts: ExecutableFacts): DemandVerdict {
  const { socketFunctions, gap } = facts;
  const old = namesOf(socketFunctions, 'ipv4-only');
  const both = namesOf(socketFunctions, 'dual-stack');
  const others = both.concat(namesOf(socketFunctions, 'either'), namesOf(socketFunctions, 'through'));
  if (old.length > 0 && others.length > 0)
    return demand(
      'cannot-tell',
      'both',
      'It imports functions that know IPv4 alone beside ones that do both: which of them it connects by can’t be seen.',
      old.concat(others),
    );
  if (gap !== null) return demand('cannot-tell', 'not-read-whole', GAPS[gap], old.concat(others));
  if (old.length > 0)
    return demand(
      'not-ready',
      'ipv4-only',
      'It resolves names or writes addresses by functions that know IPv4 alone.',
      old,
    );
  if (both.length > 0)
    return demand(
      'ready',
      'dual-stack',
      'It resolves names, writes addresses or makes sockets by what does both.',
      both,
    );
  return judgeByWhatConnects(facts);
}

function judgeProtectionLevel({ protectionLevel }: ExecutableFacts): DemandVerdict {
  if (protectionLevel === null)
    return demand(
      'cannot-tell',
      'level-not-found',
      'No code was found that sets the protection level; it may be set in a way that is not known here, or elsewhere.',
    );
  if ('member' in protectionLevel)
    return demand(
      'ready',
      'level-set',
      'It uses what sets the protection level. Which level it sets is not seen.',
      [protectionLevel.member],
    );
  return demand(
    'ready',
    'level-set',
    `At ${protectionLevel.offset.toString(16)} (hexadecimal) its code passes the option IPV6_PROTECTION_LEVEL. Which level it sets is not seen.`,
  );
}

/** Judges what was read of a program. */
export function judgeReadiness(facts: ExecutableFacts): ReadinessVerdict {
  const unjudged = whyUnjudged(facts);
  return unjudged === null
    ? { sockets: judgeSockets(facts), protectionLevel: judgeProtectionLevel(facts) }
    : { sockets: unjudged, protectionLevel: unjudged };
}
