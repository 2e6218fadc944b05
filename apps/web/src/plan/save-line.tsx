'use client';
import { Button, Callout, Status } from '@teredo-fleet/ui';
import { CircleCheck, CircleX, LoaderCircle, PencilLine, WifiOff } from 'lucide-react';
import { FaultState } from '@/presentation/fault-state';
import type { DraftEvent, DraftSync, SaveState } from './draft-sync';

const LOOKS = {
  saved: { tone: 'ok', icon: CircleCheck, word: 'Draft saved' },
  unsaved: { tone: 'idle', icon: PencilLine, word: 'Not saved yet' },
  saving: { tone: 'accent', icon: LoaderCircle, word: 'Saving' },
  unreachable: {
    tone: 'warn',
    icon: WifiOff,
    word: 'Not saved: no connection. It is kept here and tried again',
  },
  conflict: { tone: 'warn', icon: CircleX, word: 'Not saved: there are two versions' },
  refused: { tone: 'bad', icon: CircleX, word: 'Not saved' },
} as const satisfies Record<SaveState, unknown>;

/** Whether what is written is safe, in a line. */
export function SaveLine({ sync }: { sync: DraftSync }) {
  const look = LOOKS[sync.state];
  const nameless = sync.mine.name.trim() === '' && sync.state === 'unsaved';
  return (
    <span role="status" className="text-xs text-muted">
      <Status tone={look.tone} icon={look.icon} spin={sync.state === 'saving'} wrap>
        {nameless ? 'Not saved: it has no name yet' : look.word}
      </Status>
    </span>
  );
}

/** What stands in the way of saving, with the ways out of it. */
export function SaveTrouble(props: { sync: DraftSync; dispatch(event: DraftEvent): void }) {
  const { sync, dispatch } = props;
  if (sync.state === 'refused' && sync.error !== null) {
    return <FaultState title="The draft was not saved" error={sync.error} />;
  }
  if (sync.state !== 'conflict') return null;
  return (
    <Callout
      tone="warn"
      title="Somebody saved this draft meanwhile"
      action={
        <>
          <Button size="sm" disabled={sync.theirs === null} onClick={() => dispatch({ kind: 'take-theirs' })}>
            Take theirs
          </Button>
          <Button size="sm" disabled={sync.theirs === null} onClick={() => dispatch({ kind: 'keep-mine' })}>
            Keep mine
          </Button>
        </>
      }
    >
      It may have been you in another tab. Take theirs: what you typed since is lost. Keep mine: theirs is
      replaced by what you see.
    </Callout>
  );
}
