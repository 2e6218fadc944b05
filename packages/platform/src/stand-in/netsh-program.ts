import { isOldRelease } from '@teredo-fleet/teredo';
import { changePort, changeRule } from './netsh-firewall';
import { dumpTeredo, setTeredo, showTeredo } from './netsh-teredo';
import type { ProgramAnswer } from './program-answer';
import { change, say } from './program-answer';
import { replyWords, UNKNOWN_WORDS } from './reply-words';
import { releaseOf, type StandInState } from './stand-in-state';

type Verb = (state: StandInState, args: string[]) => ProgramAnswer;

/** Commands and who has them; `changes` needs an administrator's rights. */
interface Row {
  words: string[];
  isThere: (state: StandInState) => boolean;
  changes: boolean;
  run: Verb;
}

const isOld = (state: StandInState) => isOldRelease(releaseOf(state));
const isModern = (state: StandInState) => !isOld(state);
/** Without the stack, or the pack that brings Teredo to XP SP1, there is no such command. */
const hasOldTeredo = (state: StandInState) => isOld(state) && state.machine.networkingPack !== false;
const hasPorts = (state: StandInState) => isOld(state) && releaseOf(state) !== 'xp-sp1';

function installIpv6(state: StandInState): ProgramAnswer {
  const { ok } = replyWords(state.machine.language);
  const service = state.settings.service ?? ({ running: true, start: 'auto' } as const);
  return change(state, { ipv6Installed: true, service }, `${ok}\r\n\r\n`);
}

/** The stack goes at the next restart; what tells of it is gone at once, as here. */
function uninstallIpv6(state: StandInState): ProgramAnswer {
  const { ok } = replyWords(state.machine.language);
  const answer = change(state, { ipv6Installed: false, service: null }, `${ok}\r\n\r\n`);
  return { ...answer, state: { ...answer.state, restartDue: true } };
}

const ifInstalled =
  (run: Verb): Verb =>
  (state, args) =>
    state.settings.ipv6Installed ? run(state, args) : say(state, 'IPv6 is not installed.\r\n\r\n', 1);

const ROWS: Row[] = [
  { words: ['interface', 'ipv6', 'install'], isThere: isOld, changes: true, run: installIpv6 },
  { words: ['interface', 'ipv6', 'uninstall'], isThere: isOld, changes: true, run: uninstallIpv6 },
  {
    words: ['interface', 'ipv6', 'set', 'teredo'],
    isThere: hasOldTeredo,
    changes: true,
    run: ifInstalled(setTeredo),
  },
  {
    words: ['interface', 'ipv6', 'show', 'teredo'],
    isThere: hasOldTeredo,
    changes: false,
    run: ifInstalled(showTeredo),
  },
  {
    words: ['interface', 'ipv6', 'dump'],
    isThere: hasOldTeredo,
    changes: false,
    run: ifInstalled(dumpTeredo),
  },
  { words: ['interface', 'teredo', 'set', 'state'], isThere: isModern, changes: true, run: setTeredo },
  { words: ['interface', 'teredo', 'show', 'state'], isThere: isModern, changes: false, run: showTeredo },
  { words: ['interface', 'teredo', 'dump'], isThere: isModern, changes: false, run: dumpTeredo },
  ...(['add', 'delete'] as const).map((verb) => ({
    words: ['firewall', verb, 'portopening'],
    isThere: hasPorts,
    changes: true,
    run: ((state, args) => changePort(state, verb, args)) as Verb,
  })),
  ...(['add', 'delete'] as const).map((verb) => ({
    words: ['advfirewall', 'firewall', verb, 'rule'],
    isThere: isModern,
    changes: true,
    run: ((state, args) => changeRule(state, verb, args)) as Verb,
  })),
];

function rowFor(state: StandInState, args: string[]): Row | null {
  const fits = ({ words }: Row) => words.every((word, place) => args[place]?.toLowerCase() === word);
  return ROWS.find((row) => row.isThere(state) && fits(row)) ?? null;
}

/** Misbehaviour of a change; null: it goes on as it should. */
function misbehave(state: StandInState, run: () => ProgramAnswer): ProgramAnswer | null {
  const words = replyWords(state.machine.language);
  if (!state.machine.elevated || state.quirk === 'access-denied')
    return say(state, `${words.elevation}\r\n\r\n`, 1);
  if (state.quirk === 'refused') return say(state, `${words.parameter}\r\n\r\n`, 1);
  if (state.quirk === 'no-effect') return { ...run(), state };
  return null;
}

/** `netsh` of the machine. */
export function runNetsh(state: StandInState, args: string[]): ProgramAnswer {
  const row = rowFor(state, args);
  const words = replyWords(state.machine.language);
  if (row === null) return say(state, `${words.notFound(args.join(' '))}\r\n\r\n`, 1);
  const run = () => row.run(state, args.slice(row.words.length));
  const answer = (row.changes ? misbehave(state, run) : null) ?? run();
  if (state.quirk === 'hangs') return { ...answer, state, delayMs: null };
  if (state.quirk === 'unread') return { ...answer, output: `${UNKNOWN_WORDS}\r\n` };
  return state.quirk === 'slow' ? { ...answer, delayMs: 3000 } : answer;
}
