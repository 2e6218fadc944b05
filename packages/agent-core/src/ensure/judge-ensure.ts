import type { Readiness } from './readiness';
import { freshStanding, type Standing } from './standing';

export type EnsureCode = 'ready' | 'no-agent' | 'after-notice' | 'not-allowed' | 'blocked' | 'could-not-read';

/** What an application is told. */
export interface EnsureAnswer {
  code: EnsureCode;
  exitCode: number;
  /** One line for people. */
  text: string;
}

/** Exit codes of `ensure`, as docs/installers.md lists them; the first four are those of every command. */
export const ENSURE_EXIT: Record<EnsureCode | 'failed' | 'usage', number> = {
  ready: 0,
  failed: 1,
  usage: 2,
  'no-agent': 3,
  'after-notice': 10,
  'not-allowed': 11,
  blocked: 12,
  'could-not-read': 13,
};

const WAITS_FOR: Record<string, string> = {
  checking: 'the agent is looking at it',
  notifying: 'the people on this machine are being told',
  deferred: 'somebody on this machine put it off',
  'waiting-window': 'it waits for its time',
  queued: 'it waits for its turn',
  running: 'it is being made now',
  verifying: 'it was made and is being checked',
};

function answer(code: EnsureCode, words: string[]): EnsureAnswer {
  return { code: code, exitCode: ENSURE_EXIT[code], text: words.join(' ').replace(/\s+/g, ' ') };
}

function comingText({ coming }: Standing): string {
  const state = coming === null ? '' : coming.state;
  const words: unknown = WAITS_FOR[state];
  return `The change is approved: ${typeof words === 'string' ? words : 'it is on its way'}.`;
}

function whyNotAllowed({ status, connected }: Standing): string {
  if (status === 'pending') return 'This machine waits to be accepted by an administrator of Teredo Fleet.';
  if (status === 'quarantined')
    return 'This machine is quarantined in Teredo Fleet until an administrator decides.';
  if (!connected || status === null)
    return 'The agent has no connection to its server and knows of no approved change.';
  return 'Nothing that is approved turns Teredo on here.';
}

/** What was read by who asks; where that is too little, what the agent saw last. */
function known(own: Readiness, standing: Standing | null): Readiness {
  if (own.kind !== 'unread' || standing === null || standing.seen === null) return own;
  return standing.seen.readiness;
}

/**
 * The answer to an application, from what was read on the machine a moment ago and what its agent tells (null: nothing).
 * SPEC.md section 9.
 */
export function judgeEnsure(own: Readiness, told: Standing | null, now: number): EnsureAnswer {
  const standing = freshStanding(told, now);
  const { kind, texts } = known(own, standing);
  if (kind === 'ready') return answer('ready', ['Ready: IPv6 is installed and Teredo is on.'].concat(texts));
  if (standing === null)
    return answer(
      'no-agent',
      ['No agent of Teredo Fleet runs on this machine, so nothing can be changed.'].concat(texts),
    );
  if (standing.coming !== null)
    return answer('after-notice', ['Not ready yet.', comingText(standing)].concat(texts));
  if (kind === 'blocked') return answer('blocked', ['Blocked:'].concat(texts));
  if (kind === 'unread') return answer('could-not-read', ['Not known:'].concat(texts));
  return answer('not-allowed', ['Not allowed now.', whyNotAllowed(standing)].concat(texts));
}

/** The answer of an application whose request was left for the agent. */
export function withRequestLeft(given: EnsureAnswer): EnsureAnswer {
  if (given.code === 'ready' || given.code === 'no-agent') return given;
  return { ...given, text: `${given.text} The request was left for the administrators.` };
}

/** As long as an installer may wait. */
export const LONGEST_ENSURE_WAIT_SECONDS = 3_600;

/** Whether it is worth while to ask again in a moment. */
export function maySoonBeReady({ code }: EnsureAnswer): boolean {
  return code === 'after-notice' || code === 'not-allowed' || code === 'could-not-read';
}
