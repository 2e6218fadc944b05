'use client';
import { Card, cn, Disclosure, Status, Time } from '@teredo-fleet/ui';
import { CircleCheck, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import { openWords, tripWords } from '@/plan/gate-words';
import { spanWords } from '@/plan/span-words';
import { LookStatus } from '@/presentation/look-status';
import { CountsBar } from './counts-bar';
import { goodWord } from './segments';
import type { CheckView, RunningView, WaveView } from './shapes';
import { currentWave, hasEnded, waveLook } from './wave-stage';

function Moments({ wave, ended }: { wave: WaveView; ended: boolean }) {
  const moments: [string, string | null][] = [
    ['expected to open', wave.openedAt === null && !ended ? wave.plannedAt : null],
    ['opened', wave.openedAt],
    ['gate met', wave.gateMetAt],
    ['promoted', wave.promotedAt],
    ['gate overridden', wave.overriddenAt],
  ];
  const known = moments.filter((moment): moment is [string, string] => moment[1] !== null);
  if (known.length === 0 && ended) return null;
  if (known.length === 0) {
    const after =
      wave.number === 0 ? 'opens when the rollout starts' : 'opens when the wave before has passed';
    return <span className="text-xs text-muted">{after}</span>;
  }
  return (
    <span className="flex flex-wrap gap-x-3 text-xs text-muted">
      {known.map(([word, at]) => (
        <span key={word}>
          {word} <Time at={at} />
        </span>
      ))}
    </span>
  );
}

/** Each comparison of the gate with its numbers. */
export function Checks({ wave, checks }: { wave: string; checks: readonly CheckView[] }) {
  return (
    <ul aria-label={`Gate of ${wave}`} className="flex flex-col gap-0.5 text-sm">
      {checks.map((check) => (
        <li key={check.name}>
          <Status tone={check.passes ? 'ok' : 'warn'} icon={check.passes ? CircleCheck : CircleX} wrap>
            <span className="sr-only">{check.passes ? 'Holds: ' : 'Does not hold yet: '}</span>
            {check.text}
          </Status>
        </li>
      ))}
    </ul>
  );
}

function Thresholds({ wave, last }: { wave: WaveView; last: boolean }) {
  return (
    <Disclosure summary="Thresholds">
      <p className="text-sm text-muted">
        {tripWords(wave.gate)}{' '}
        {last ? 'Nothing waits for the last wave.' : openWords(wave.gate, wave.counts.planned)} Machines not
        heard of for {spanWords(wave.patienceSeconds)} go to the late pool.
      </p>
    </Disclosure>
  );
}

/** How many machines it has, and by which rule where the rule is no number. */
function sizeWords({ selectionText, counts: { planned } }: WaveView): string {
  const size = `${planned.toLocaleString('en-GB')} ${planned === 1 ? 'machine' : 'machines'}`;
  return /^\d+ machines?$/.test(selectionText) ? size : `${size}: ${selectionText}`;
}

function WaveItem(props: {
  rolloutId: string;
  wave: WaveView;
  next: WaveView | null;
  current: boolean;
  ended: boolean;
  good: string;
  actions: ReactNode;
  rollBack(wave: WaveView): ReactNode;
}) {
  const { wave, next, current, ended } = props;
  const opened = wave.openedAt !== null;
  return (
    <li
      aria-current={current && !ended ? 'step' : undefined}
      className={cn(
        'flex flex-col gap-2 border-l-2 py-1 pl-4',
        current && !ended ? 'border-accent' : 'border-line',
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 text-sm font-semibold break-words">
          <span className="text-muted">{wave.number + 1}.</span> {wave.name}{' '}
          <span className="font-normal text-muted">{sizeWords(wave)}</span>
        </h3>
        <LookStatus look={waveLook(wave, next, ended)} className="text-xs" />
      </div>
      <Moments wave={wave} ended={ended} />
      <CountsBar
        label={`Machines of ${wave.name}`}
        counts={wave.counts}
        place={{ rolloutId: props.rolloutId, wave: wave.number }}
        good={props.good}
        thin={!opened}
      />
      {wave.trip ? <p className="text-sm font-medium text-bad">{wave.trip}</p> : null}
      {current && next !== null && wave.checks.length > 0 ? (
        <Checks wave={wave.name} checks={wave.checks} />
      ) : null}
      {wave.overrideAskedBy ? (
        <p className="text-sm">
          {wave.overrideAskedBy.name} asked to override this gate; a second person has to confirm.
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {current ? props.actions : null}
        {opened ? props.rollBack(wave) : null}
        <Thresholds wave={wave} last={next === null} />
      </div>
    </li>
  );
}

/** The waves in their order, planned and as they went, and the late pool that runs beside them. */
export function WavesCard(props: {
  rolloutId: string;
  state: string;
  view: RunningView;
  /** What can be done with the wave that decides. */
  actions: ReactNode;
  /** What takes a wave back that opened. */
  rollBack(wave: WaveView): ReactNode;
}) {
  const { waves, latePool } = props.view;
  const current = currentWave(waves);
  const ended = hasEnded(props.state);
  return (
    <Card title="Waves">
      <ol aria-label="Waves" className="flex flex-col gap-5">
        {waves.map((wave, index) => (
          <WaveItem
            key={wave.number}
            rolloutId={props.rolloutId}
            wave={wave}
            next={waves[index + 1] ?? null}
            current={wave.number === current?.number}
            ended={ended}
            good={goodWord(props.view)}
            actions={props.actions}
            rollBack={props.rollBack}
          />
        ))}
      </ol>
      {latePool.planned > 0 ? (
        <section aria-label="Late pool" className="mt-5 flex flex-col gap-2 border-t pt-3">
          <h3 className="text-sm font-semibold">
            Late pool{' '}
            <span className="font-normal text-muted">
              {latePool.planned.toLocaleString('en-GB')} that were not heard of in time
              {ended ? null : '; changed when they come back'}
            </span>
          </h3>
          <CountsBar
            label="Machines of the late pool"
            counts={latePool}
            place={{ rolloutId: props.rolloutId, wave: 'late' }}
            good={goodWord(props.view)}
          />
        </section>
      ) : null}
    </Card>
  );
}
