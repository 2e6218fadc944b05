import { Callout, Card, Skeleton } from '@teredo-fleet/ui';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { CountGrid } from '@/presentation/machine-count';
import { POLICY_VERDICTS } from '@/presentation/policy-found';
import { stepWords } from '@/presentation/steps';
import type { PolicyPreview } from '@/trpc/shapes';
import { ConflictList } from './conflict-list';
import type { PolicyForm } from './policy-form';
import { hitWords, machines } from './policy-words';

const VERDICTS = Object.keys(POLICY_VERDICTS) as (keyof typeof POLICY_VERDICTS)[];

function Numbers({ counts }: PolicyPreview) {
  return (
    <CountGrid
      className="sm:grid-cols-3"
      counts={VERDICTS.map((verdict) => ({
        key: verdict,
        look: POLICY_VERDICTS[verdict],
        count: <span className="tnum">{counts[verdict].toLocaleString('en-GB')}</span>,
      }))}
    />
  );
}

/** What is said first: whom it hits, or that it hits nobody. */
function Verdict({ preview, mode }: { preview: PolicyPreview; mode: PolicyForm['mode'] }) {
  const { counts } = preview;
  if (counts.machines === 0)
    return <Callout tone="warn">No machine in use has this label in this scope: it finds nothing.</Callout>;
  const all = preview.looked >= counts.machines;
  const tone = counts.drifted === 0 ? (all ? 'ok' : 'info') : mode === 'audit' ? 'info' : 'warn';
  return <Callout tone={tone}>{hitWords(preview, mode)}</Callout>;
}

/** Machines that drift and that no repair would ever take. */
function Untaken({ preview: { untaken, counts } }: { preview: PolicyPreview }) {
  if (untaken === 0) return null;
  return (
    <Callout tone="warn">
      None of its waves takes {machines(untaken)} of {counts.machines.toLocaleString('en-GB')}: they would
      never be repaired. Add a wave that takes the rest, or change the filters.
    </Callout>
  );
}

/** What a policy would find and meet, before it is saved. */
export function PolicyPreviewCard(props: {
  form: PolicyForm;
  preview: PolicyPreview | null;
  error: unknown;
  onRetry(): void;
}) {
  const { form, preview, error } = props;
  if (form.label === '') {
    return (
      <Card title="What it would find">
        <p className="text-sm text-muted">Choose a label, and this shows whom the policy would hit.</p>
      </Card>
    );
  }
  if (preview === null) {
    return (
      <Card title="What it would find">
        {error ? (
          <FaultState title="The preview could not be made" error={error} onRetry={props.onRetry} />
        ) : (
          <Skeleton className="h-24 w-full" />
        )}
      </Card>
    );
  }
  return (
    <Card title="What it would find">
      <div aria-live="polite" className="flex flex-col gap-3">
        <Verdict preview={preview} mode={form.mode} />
        {form.mode === 'enforce' ? <Untaken preview={preview} /> : null}
        {preview.counts.machines > 0 ? <Numbers {...preview} /> : null}
        {preview.examples.length === 0 ? null : (
          <ul className="flex flex-col gap-1 text-sm">
            {preview.examples.map(({ id, hostname, verdict, steps, text }) => (
              <li key={id} className="wrap-anywhere">
                <Link href={`/machines/${id}`} className="font-medium underline-offset-2 hover:underline">
                  {hostname}
                </Link>{' '}
                <span className="text-muted">
                  {POLICY_VERDICTS[verdict].word.toLowerCase()}:{' '}
                  {steps.length === 0 ? text : steps.map(stepWords).join(', ')}
                </span>
              </li>
            ))}
          </ul>
        )}
        {preview.conflicts.length === 0 ? null : (
          <div>
            <h3 className="text-sm font-medium">Policies that want something else</h3>
            <ConflictList conflicts={preview.conflicts} own={{ ...form, name: form.name || 'this policy' }} />
          </div>
        )}
      </div>
    </Card>
  );
}
