import type { Segment, Tone } from '@teredo-fleet/ui';
import {
  Ban,
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  Info,
  type LucideIcon,
  MonitorOff,
  Siren,
  UserX,
} from 'lucide-react';
import type { NoticeCounts, NoticeStand } from './shapes';

type Answer = keyof NoticeCounts['answers'];

const ANSWERS: Record<
  Answer,
  { stand: NoticeStand; word: string; icon: LucideIcon; tone: Tone; fill: Segment['fill'] }
> = {
  acknowledged: { stand: 'acknowledged', word: 'Agreed', icon: CircleCheck, tone: 'ok', fill: 'solid' },
  informed: { stand: 'informed', word: 'Told, not asked', icon: Info, tone: 'info', fill: 'solid' },
  deferred: { stand: 'deferred', word: 'Put off', icon: CalendarClock, tone: 'accent', fill: 'solid' },
  refused: { stand: 'refused', word: 'Refused', icon: Ban, tone: 'bad', fill: 'solid' },
  unanswered: { stand: 'unanswered', word: 'No answer', icon: CircleHelp, tone: 'warn', fill: 'solid' },
  notShown: {
    stand: 'not-shown',
    word: 'Could not be shown',
    icon: MonitorOff,
    tone: 'warn',
    fill: 'hatched',
  },
  overridden: {
    stand: 'overridden',
    word: 'Not waited for',
    icon: Siren,
    tone: 'bad',
    fill: 'hatched',
  },
  nobody: { stand: 'nobody', word: 'Nobody there', icon: UserX, tone: 'idle', fill: 'solid' },
  neverTold: {
    stand: 'never-told',
    word: 'Ended, never told',
    icon: CircleSlash,
    tone: 'idle',
    fill: 'hatched',
  },
  noWord: { stand: 'no-word', word: 'No word yet', icon: CircleDashed, tone: 'idle', fill: 'faint' },
};

const KEYS = Object.keys(ANSWERS) as Answer[];

/** How far a notice can come, one step after the other. */
export const NOTICE_STEPS = [
  { key: 'sent', stand: 'sent', word: 'Sent' },
  { key: 'onMachine', stand: 'on-machine', word: 'On the machine' },
  { key: 'shown', stand: 'shown', word: 'Shown' },
] as const satisfies readonly { key: keyof NoticeCounts; stand: NoticeStand; word: string }[];

export const NOTICE_ANSWERS = KEYS.map((key) => ({ key, ...ANSWERS[key] }));

/** What a list that is narrowed by it is called. */
export const NOTICE_STAND_WORDS = Object.fromEntries(
  [...NOTICE_STEPS, ...NOTICE_ANSWERS].map(({ stand, word }) => [stand, word]),
) as Record<NoticeStand, string>;

/** Machines by what became of their notice; they add up to all of them. */
export function answerSegments(counts: NoticeCounts): Segment[] {
  return NOTICE_ANSWERS.map(({ key, stand, word, icon, tone, fill }) => ({
    key: stand,
    word,
    icon,
    tone,
    fill,
    value: counts.answers[key],
  }));
}
