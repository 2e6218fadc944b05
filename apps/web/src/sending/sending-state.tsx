import { Time } from '@teredo-fleet/ui';
import { CircleCheck, CircleX, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { asSentence } from '@/presentation/as-sentence';
import type { Look } from '@/presentation/look';
import { LookStatus } from '@/presentation/look-status';

interface State {
  failing: { why: string; since: string } | null;
  sentAt: string | null;
  /** It is on its way now, or soon. */
  isOnItsWay: boolean;
}

function lookOf({ failing, sentAt, isOnItsWay }: State): Look {
  if (failing !== null) return { word: 'Not sent', icon: CircleX, tone: 'bad' };
  const tone = sentAt === null ? 'idle' : 'ok';
  if (isOnItsWay) return { word: 'Being sent', icon: Clock, tone };
  return sentAt === null
    ? { word: 'Nothing sent yet', icon: Clock, tone }
    : { word: 'Sent', icon: CircleCheck, tone };
}

const begun = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** How it goes with what is sent by itself. `children`: what comes next. */
export function SendingState({ children, ...state }: State & { children: ReactNode }) {
  const { failing, sentAt } = state;
  return (
    <div>
      <LookStatus look={lookOf(state)} />
      <p className="text-xs text-muted wrap-anywhere">
        {failing !== null ? (
          <>
            {asSentence(begun(failing.why))} So since <Time at={failing.since} />.{' '}
          </>
        ) : sentAt !== null ? (
          <>
            Last <Time at={sentAt} />.{' '}
          </>
        ) : null}
        {children}
      </p>
    </div>
  );
}
