import type { JobState } from '@teredo-fleet/protocol';
import { END_TEXTS, excludedText } from './member-texts';

/** What is known of one member, as the engine and the agents have it. Times are milliseconds since 1970. */
export interface MemberFacts {
  excluded: unknown;
  wave: number | null;
  late: boolean;
  attempt: number;
  /** Of the job of the attempt that counts; null: none was made yet. */
  state: string | null;
  waiting: boolean;
  unreached: boolean;
  provisional: boolean;
  detail: string | null;
  until: number | null;
  notAfter: number | null;
  /** Of its job: silence after the change for this long makes its agent put the change back. */
  contactWindowSeconds: number | null;
  offered: boolean;
  /** The next window that is not over; null: any time, or none is left. */
  windowAt: number | null;
  status: string;
  connected: boolean;
  /** Another change is open on it. */
  busy: boolean;
}

/** What is known of its rollout. */
export interface RolloutFacts {
  state: string;
  brake: boolean;
  frozenUntil: number | null;
  endAt: number | null;
  /** What holds it, a sentence each. */
  holds: readonly string[];
  waves: readonly { openedAt: number | null; patienceSeconds: number; plannedAt: number | null }[];
}

export interface Explanation {
  /** Why it is not done, or what became of it. */
  why: string;
  /** What happens next by itself. */
  next: string | null;
  nextAt: number | null;
}

const said = (why: string, next: string | null = null, nextAt: number | null = null): Explanation => ({
  why,
  next,
  nextAt,
});

const withDetail = (text: string, detail: string | null): string =>
  detail === null ? text : `${text} ${detail}`;

/** What keeps every start of the rollout from happening; null: nothing does. */
function stopOf({ state, brake, frozenUntil }: RolloutFacts): Explanation | null {
  if (brake) return said('The brake is on: nothing starts anywhere.');
  if (frozenUntil !== null)
    return said(
      'The freeze calendar holds every change.',
      'It may start when the freeze is over.',
      frozenUntil,
    );
  if (state === 'paused') return said('The rollout is paused.');
  if (state === 'done' || state === 'aborted') return said('The rollout is over.');
  if (state === 'awaiting-approval') return said('The rollout awaits approval.');
  return state === 'running' ? null : said('The rollout has not started.');
}

/** A machine whose wave is shut, with what keeps that from opening. */
function explainShut(number: number, plannedAt: number | null, rollout: RolloutFacts): Explanation {
  const stop = stopOf(rollout);
  const because = rollout.holds.length > 0 || stop === null ? rollout.holds : [stop.why];
  return said(
    [`Wave ${number} is not open yet.`, ...because].join(' '),
    `It is asked when wave ${number} opens.`,
    plannedAt,
  );
}

/** What comes for a machine that is not heard of: the late pool, then the end. */
function absence({ wave, late, unreached, notAfter }: MemberFacts, rollout: RolloutFacts): Explanation {
  const own = wave === null ? undefined : rollout.waves[wave];
  if (unreached && !late && own !== undefined && own.openedAt !== null) {
    const at = own.openedAt + own.patienceSeconds * 1000;
    return said(
      'It has not been heard of since its wave opened.',
      'It moves to the late pool if it is not back by then.',
      at,
    );
  }
  return said(
    late ? 'It is away, in the late pool.' : 'It is away.',
    'It is changed when it is back; its change expires if it is not back by then.',
    notAfter ?? rollout.endAt,
  );
}

function explainUnasked(member: MemberFacts, rollout: RolloutFacts): Explanation {
  const { wave, attempt, status, busy, connected } = member;
  const own = wave === null ? undefined : rollout.waves[wave];
  if (own !== undefined && own.openedAt === null) return explainShut(wave! + 1, own.plannedAt, rollout);
  const last = rollout.waves.at(-1);
  // The late pool alone asks nobody before the waves have shown what the change does.
  if (wave === null && last?.openedAt === null)
    return explainShut(rollout.waves.length, last.plannedAt, rollout);
  const stop = stopOf(rollout);
  if (stop !== null) return stop;
  if (status !== 'active') return said(`The machine is ${status}, so nothing is asked of it.`);
  if (busy) return said('Another change is open on it.', 'It is asked when that one has ended.');
  if (!connected) return absence(member, rollout);
  return said(
    attempt > 1 ? 'It is to be tried again.' : 'Its wave is open and its job is being made.',
    'It is asked within seconds.',
  );
}

function explainWaiting(member: MemberFacts, rollout: RolloutFacts): Explanation {
  const { state, detail, until, offered, windowAt, connected, notAfter } = member;
  const expires = 'Its change expires if it has not started by then.';
  if (!connected) return absence(member, rollout);
  switch (state) {
    case 'requested':
      return stopOf(rollout) ?? said('Its job waits for its signature.', 'It is signed within seconds.');
    case 'offered':
      return said('Its agent has the job and looks at the machine.', expires, notAfter);
    case 'notifying':
      return said(withDetail('The people on it are being told.', detail), expires, notAfter);
    case 'deferred':
      return said(withDetail('Somebody on it put the change off.', detail), 'The notice comes back.', until);
    case 'waiting-window':
      return windowAt === null
        ? said(withDetail('It waits for its time.', detail), 'It asks to start.', until)
        : said('It waits for its window.', 'Its window opens.', until ?? windowAt);
    default:
      if (!offered) return said('Its job is signed.', 'It is offered within seconds.');
      return stopOf(rollout) ?? said('It has asked to start and waits for its turn.', expires, notAfter);
  }
}

/** It may be that the change itself cut it off; then nobody but its agent can help. */
function explainSilent({ contactWindowSeconds }: MemberFacts): Explanation {
  return said(
    'It was told to start and is not connected now.',
    `If its change cut it off, it puts its earlier settings back by itself after ${contactWindowSeconds} seconds in which nothing answers it.`,
  );
}

function explainBegun(member: MemberFacts): Explanation {
  const { state, provisional, detail, until, connected } = member;
  if (state === 'lost-contact') {
    const why = withDetail('It was told to start and is out of contact.', detail);
    return provisional
      ? said(why, 'The rollout goes on without it.', until)
      : said(why, 'When it is back its agent says how it went.');
  }
  if (!connected) return explainSilent(member);
  return state === 'verifying'
    ? said('It is changed and is being read back.', 'It reports when it is done.')
    : said('It is being changed.', 'It reports when it is done.');
}

/** Why a machine is not done, in one sentence, and what happens next by itself. */
export function explainMember(member: MemberFacts, rollout: RolloutFacts): Explanation {
  if (member.excluded !== null) return said(excludedText(member.excluded));
  if (member.state === null) return explainUnasked(member, rollout);
  const end = END_TEXTS[member.state as JobState];
  if (end !== undefined) return said(withDetail(end, member.detail));
  return member.waiting ? explainWaiting(member, rollout) : explainBegun(member);
}
