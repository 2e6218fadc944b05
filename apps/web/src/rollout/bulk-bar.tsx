'use client';
import { Button } from '@teredo-fleet/ui';
import { Ban, RotateCw } from 'lucide-react';
import { useMay } from '@/shell/viewer';
import { type BulkSubject, excludeDialog, retryDialog } from './bulk-words';
import { NudgeButton } from './nudge-button';
import { OverrideNoticeButton } from './override-notice-button';
import type { MemberFilter, RunningView } from './shapes';
import type { Steer } from './use-steer';
import { VerbButton } from './verb-button';

/** Groups of machines of which none can be tried again. */
const NEVER_RETRIED: readonly MemberFilter['group'][] = ['waiting', 'begun', 'good', 'excluded', 'unknown'];

/** Whom retry is asked for; null: nobody whom it would take matches. */
function retryTarget(picked: readonly string[], filter: MemberFilter) {
  if (picked.length > 0) return { machineIds: [...picked] };
  return NEVER_RETRIED.includes(filter.group) ? null : { filter };
}

/** Acts on the ticked machines, or on all that match: then the filter is sent, not a list of names. */
export function BulkBar(props: {
  rolloutId: string;
  view: RunningView;
  steer: Steer;
  picked: readonly string[];
  filter: MemberFilter;
  filterText: string | null;
  total: number;
  onDone(): void;
}) {
  const { rolloutId: id, view, steer, picked, filter } = props;
  const may = useMay();
  const some = picked.length > 0;
  const subject: BulkSubject = some
    ? { count: picked.length, filterText: null }
    : { count: props.total, filterText: props.filterText };
  const ok = (verb: string) => view.may.some((one) => one.verb === verb && one.ok);
  const retry = retryTarget(picked, filter);
  if (subject.count === 0 || (!some && props.filterText === null)) return null;
  const finish = (done: () => void) => () => {
    done();
    props.onDone();
  };
  const canExclude = ok('exclude') && may('rollout.exclude');
  const canRetry = retry !== null && ok('retry-failed') && may('rollout.retryFailed');
  const canNudge = ok('nudge') && may('rollout.nudge');
  const canOverride = ok('override-notice') && may('rollout.askNoticeOverride');
  if (!canExclude && !canRetry && !canNudge && !canOverride) return null;
  return (
    <fieldset className="flex flex-wrap items-center gap-2 rounded-lg border bg-surface px-3 py-2 text-sm">
      <legend className="sr-only">Act on several machines</legend>
      <p className="tnum grow">
        {some
          ? `${picked.length} selected`
          : `All ${props.total.toLocaleString('en-GB')} matching: the filter is kept, not the names`}
      </p>
      {some ? (
        <Button size="sm" variant="ghost" onClick={props.onDone}>
          Clear selection
        </Button>
      ) : null}
      {canRetry ? (
        <VerbButton
          size="sm"
          dialog={retryDialog(subject)}
          call={steer.retryFailed}
          onConfirm={(reason, done) =>
            steer.retryFailed.mutate({ id, ...retry, reason }, { onSuccess: finish(done) })
          }
        >
          <RotateCw aria-hidden /> Retry
        </VerbButton>
      ) : null}
      {canNudge ? (
        <NudgeButton
          rolloutId={id}
          target={some ? { machineIds: [...picked] } : { filter }}
          about={some ? `${picked.length} selected` : `${props.filterText}`}
          onDone={props.onDone}
        />
      ) : null}
      {canOverride ? (
        <OverrideNoticeButton
          rolloutId={id}
          target={some ? { machineIds: [...picked] } : { filter }}
          about={some ? `${picked.length} selected` : `${props.filterText}`}
        />
      ) : null}
      {canExclude ? (
        <VerbButton
          size="sm"
          dialog={excludeDialog(subject)}
          call={steer.exclude}
          onConfirm={(reason, done) =>
            steer.exclude.mutate(some ? { id, machineIds: [...picked], reason } : { id, filter, reason }, {
              onSuccess: finish(done),
            })
          }
        >
          <Ban aria-hidden /> Leave out
        </VerbButton>
      ) : null}
    </fieldset>
  );
}
