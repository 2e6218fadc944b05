import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Callout, Card, cn, Skeleton } from '@teredo-fleet/ui';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { LookStatus } from '@/presentation/look-status';
import { useRested } from '@/presentation/use-rested';
import { VERDICTS } from '@/presentation/verdict';
import { useTRPC } from '@/trpc/client';
import type { OwnRulePreview } from '@/trpc/shapes';
import { basisOf, warningOf } from './preview-words';
import { isReadable, type RuleDraft, textsOf } from './rule-draft';

type Verdict = keyof OwnRulePreview['counts'];
const ORDER: readonly Verdict[] = ['finding', 'pass', 'unknown', 'not-reviewed', 'not-applicable'];
const TYPING_MS = 600;

function Row({ verdict, preview }: { verdict: Verdict; preview: OwnRulePreview }) {
  const many = preview.counts[verdict];
  return (
    <tr className="border-t border-line/60 align-baseline">
      <th scope="row" className="py-1.5 pr-3 text-left font-normal">
        <LookStatus look={VERDICTS[verdict]} />
      </th>
      <td className="tnum py-1.5 pr-3 text-right">
        {preview.exact || many === 0 ? '' : 'about '}
        {many.toLocaleString('en-GB')}
      </td>
      <td className="py-1.5 text-sm text-muted">
        {preview.examples[verdict].map(({ id, hostname }, index) => (
          <span key={id}>
            {index === 0 ? '' : ', '}
            <Link
              href={`/machines/${id}`}
              target="_blank"
              className="underline underline-offset-2 wrap-anywhere hover:text-accent"
            >
              {hostname}
            </Link>
          </span>
        ))}
      </td>
    </tr>
  );
}

function Found({ preview }: { preview: OwnRulePreview }) {
  const warning = warningOf(preview);
  return (
    <div className="flex flex-col gap-2">
      {warning === null ? null : <Callout tone="warn">{warning}</Callout>}
      <table className="w-full text-sm">
        <caption className="sr-only">Whom the rule would hit</caption>
        <thead>
          <tr className="text-xs text-muted">
            <th scope="col" className="pr-3 text-left font-normal">
              Verdict
            </th>
            <th scope="col" className="pr-3 text-right font-normal">
              Machines
            </th>
            <th scope="col" className="text-left font-normal">
              Such as
            </th>
          </tr>
        </thead>
        <tbody>
          {ORDER.map((verdict) => (
            <Row key={verdict} verdict={verdict} preview={preview} />
          ))}
        </tbody>
      </table>
      <p className="text-xs text-muted">{basisOf(preview)}</p>
    </div>
  );
}

/** Whom a rule would hit, anew whenever its expressions have stood still for a moment. */
export function PreviewCard({ draft }: { draft: RuleDraft }) {
  const trpc = useTRPC();
  const settled = useRested(JSON.stringify(textsOf(draft)), TYPING_MS);
  const readable = draft.asks.trim() !== '' && isReadable(draft);
  const isCurrent = settled === JSON.stringify(textsOf(draft));
  const preview = useQuery({
    ...trpc.ownRules.preview.queryOptions(JSON.parse(settled)),
    enabled: readable && isCurrent,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isOfBefore = !isCurrent || preview.isPlaceholderData;
  return (
    <Card title="Whom it hits" aside={readable && isOfBefore ? 'being judged anew' : undefined}>
      <div aria-live="polite">
        {!readable ? (
          <p className="text-sm text-muted">
            As soon as both expressions can be read, this says whom the rule hits.
          </p>
        ) : preview.data ? (
          <div aria-busy={isOfBefore} className={cn('transition-opacity', isOfBefore && 'opacity-60')}>
            <Found preview={preview.data} />
          </div>
        ) : preview.error ? (
          <FaultState title="Nobody can be counted" error={preview.error} onRetry={() => preview.refetch()} />
        ) : (
          <Skeleton className="h-32" />
        )}
      </div>
    </Card>
  );
}
