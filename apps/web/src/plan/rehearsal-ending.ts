import { roughSpanWords } from './span-words';
import type { RehearsalView, RehearsalWait } from './view-shapes';

/** Shorter waits are machines that report, as they should. */
const WORTH_SAYING_MS = 60_000;

const msBetween = (from: string, until: string): number => Date.parse(until) - Date.parse(from);

export const spanOf = ({ from, until }: Pick<RehearsalWait, 'from' | 'until'>): string =>
  roughSpanWords(Math.max(1_000, msBetween(from, until)));

/** Gates that kept the next wave shut for long, or to the end. */
export function waitsWorthSaying({ waits }: RehearsalView): RehearsalWait[] {
  return waits.filter((wait) => wait.lasting || msBetween(wait.from, wait.until) >= WORTH_SAYING_MS);
}

export interface EndingWords {
  tone: 'ok' | 'warn' | 'bad';
  title: string;
}

/** How it would end and after how long, in one line. */
export function endingOf(rehearsal: RehearsalView): EndingWords {
  const after = `after ${spanOf({ from: rehearsal.startedAt, until: rehearsal.endedAt })}`;
  const expired = rehearsal.waves.reduce((sum, { counts }) => sum + counts.expired, 0);
  const lasting = rehearsal.waits.filter((wait) => wait.lasting);
  if (rehearsal.ending === 'paused') return { tone: 'bad', title: `A gate would stop it ${after}` };
  if (lasting[0]) {
    const names = [...new Set(lasting.map(({ wave }) => wave.name))].join(', ');
    const end = rehearsal.ending === 'done' ? 'to its end' : 'until somebody acts';
    const begun = spanOf({ from: rehearsal.startedAt, until: lasting[0].from });
    return { tone: 'warn', title: `From ${begun} in, the gate of ${names} would hold it ${end}` };
  }
  if (rehearsal.ending === 'stuck') return { tone: 'warn', title: `It would wait for somebody ${after}` };
  if (expired > 0) return { tone: 'warn', title: `It would end without some of its machines ${after}` };
  return { tone: 'ok', title: `It would be done ${after}` };
}
