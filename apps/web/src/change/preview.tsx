'use client';
import { Button, Callout, DiffTable, Skeleton, Time } from '@teredo-fleet/ui';
import { FaultState } from '@/presentation/fault-state';
import { stepWords } from '@/presentation/steps';
import type { ChangePreview, DesiredState } from '@/trpc/shapes';
import { wayRound } from './way-round';

function BlockerCallout(props: {
  blocker: ChangePreview['blockers'][number];
  onAsk(part: Partial<DesiredState>): void;
}) {
  const way = wayRound(props.blocker);
  return (
    <Callout
      tone="warn"
      title="In the way"
      action={
        way ? (
          <Button size="sm" onClick={() => props.onAsk(way.part)}>
            {way.label}
          </Button>
        ) : null
      }
    >
      {props.blocker.text}
    </Callout>
  );
}

/** What would change, from the same plan that the agent will make. Nothing is written by looking. */
export function Preview(props: {
  preview: ChangePreview | undefined;
  error: unknown;
  onRetry(): void;
  /** Asks for something more, so that what is in the way is no longer. */
  onAsk(part: Partial<DesiredState>): void;
}) {
  const { preview } = props;
  if (props.error) return <FaultState title="No preview" error={props.error} onRetry={props.onRetry} />;
  if (!preview) {
    return (
      <div
        role="status"
        aria-label="Loading the preview"
        className="flex flex-col gap-2 rounded-md border p-3"
      >
        <Skeleton className="w-1/3" />
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
      </div>
    );
  }
  return (
    <section aria-label="Preview" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="text-sm font-medium">What will change</h3>
        <p className="text-xs text-muted">
          {preview.basedOnObservedAt ? (
            <>
              from facts read <Time at={preview.basedOnObservedAt} />
            </>
          ) : (
            'this machine has not been read yet'
          )}
        </p>
      </div>
      {preview.blockers.map((blocker) => (
        <BlockerCallout key={blocker.code} blocker={blocker} onAsk={props.onAsk} />
      ))}
      {preview.alreadyCompliant ? (
        <Callout tone="ok" title="Nothing to change">
          The machine is as wanted already. Asking for it anyway ends as skipped.
        </Callout>
      ) : null}
      {preview.unmet.length > 0 ? (
        <Callout tone="warn" title="Nothing to set, and it does not work">
          {preview.unmet.map(({ text }) => text).join(' ')} Asking for it only reads the machine again, and
          ends as failed while that is so.
        </Callout>
      ) : null}
      {preview.diff.length > 0 ? (
        <DiffTable
          label="What will change"
          lines={preview.diff.map((line) => ({
            fact: line.fact,
            before: line.now,
            after: line.then,
            tone: null,
          }))}
        />
      ) : null}
      {preview.steps.length > 0 ? (
        <ol className="list-inside list-decimal text-sm text-muted marker:text-faint">
          {preview.steps.map((step) => (
            <li key={step.kind}>{stepWords(step)}</li>
          ))}
        </ol>
      ) : null}
      {preview.warnings.map((warning) => (
        <Callout key={warning} tone="info">
          {warning}
        </Callout>
      ))}
    </section>
  );
}
