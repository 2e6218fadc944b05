'use client';
import { AbsoluteTime, Card, Status, Time } from '@teredo-fleet/ui';
import { CirclePause, Clock } from 'lucide-react';
import { CountsBar } from './counts-bar';
import { goodWord } from './segments';
import type { RunningView } from './shapes';
import { hasEnded } from './wave-stage';

function Eta({ view }: { view: RunningView }) {
  const { at, basis } = view.eta;
  return (
    <div className="text-sm">
      <Status tone="idle" icon={Clock} className="font-medium">
        {at === null ? (
          'No end in sight'
        ) : (
          <span>
            Expected to be done <Time at={at} />
          </span>
        )}
      </Status>
      <p className="text-muted">{basis}</p>
    </div>
  );
}

/** What holds it, word for word as the engine says it. */
function Holds({ view }: { view: RunningView }) {
  if (view.holds.length === 0) return null;
  return (
    <section aria-label="What it waits for">
      <h3 className="mb-1 text-xs font-medium text-faint">What it waits for</h3>
      <ul className="flex flex-col gap-1 text-sm">
        {view.holds.map((hold) => (
          <li key={`${hold.name}${hold.wave}`}>
            <Status tone="warn" icon={CirclePause} wrap>
              {hold.text}{' '}
              {hold.until === null ? null : (
                <span className="text-muted">
                  (<Time at={hold.until} quiet />){' '}
                </span>
              )}
              <code className="text-xs text-faint">{hold.name}</code>
            </Status>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** All machines together, when it will be done by what is known, and what it waits for. */
export function ProgressCard(props: { rolloutId: string; state: string; view: RunningView }) {
  const { view } = props;
  const { totals } = view;
  const open = !hasEnded(props.state);
  return (
    <Card
      title="Progress"
      aside={
        <span className="tnum">
          {totals.planned.toLocaleString('en-GB')} {totals.planned === 1 ? 'machine' : 'machines'}
        </span>
      }
    >
      <div className="flex flex-col gap-3">
        <CountsBar
          label="All machines"
          counts={totals}
          place={{ rolloutId: props.rolloutId, wave: null }}
          good={goodWord(view)}
        />
        {open ? <Eta view={view} /> : null}
        {open ? <Holds view={view} /> : null}
        {open && view.endsAt ? (
          <p className="text-xs text-muted">
            What has not begun by <AbsoluteTime at={view.endsAt} /> expires.
          </p>
        ) : null}
      </div>
    </Card>
  );
}
