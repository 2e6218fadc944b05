import { AbsoluteTime, CodeBlock, CopyField, Disclosure, Status, Time } from '@teredo-fleet/ui';
import { Ban, CircleCheck, CircleX } from 'lucide-react';
import Link from 'next/link';
import type { AuditRow } from '@/trpc/shapes';

const OUTCOMES = {
  done: { tone: 'ok', icon: CircleCheck, word: 'done' },
  refused: { tone: 'warn', icon: Ban, word: 'refused' },
  failed: { tone: 'bad', icon: CircleX, word: 'failed' },
} as const;

function ObjectName({ object }: { object: AuditRow['object'] }) {
  const words = object.name ?? object.id ?? object.kind;
  const folder = object.kind === 'machine' ? 'machines' : object.kind === 'rollout' ? 'rollouts' : null;
  if (folder && object.id) {
    return (
      <Link href={`/${folder}/${object.id}`} className="rounded-sm hover:underline">
        {words}
      </Link>
    );
  }
  return <>{words}</>;
}

function Side({ title, value }: { title: string; value: unknown }) {
  return (
    <div className="min-w-0">
      <p className="mb-1 text-xs text-muted">{title}</p>
      {value === null || value === undefined ? (
        <p className="text-sm text-faint">nothing</p>
      ) : (
        <CodeBlock code={JSON.stringify(value, null, 2)} what={title.toLowerCase()} />
      )}
    </div>
  );
}

/** One entry: who did what to what, why, from where; before and after when asked for. */
export function AuditEntry({ row }: { row: AuditRow }) {
  const outcome = OUTCOMES[row.outcome];
  return (
    <li className="border-b border-line/70 px-4 py-2 last:border-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-sm">
        <code className="text-xs font-medium">{row.action}</code>
        <span className="min-w-0 break-words">
          <span className="text-xs text-faint">{row.object.kind} </span>
          <ObjectName object={row.object} />
        </span>
        <span className="text-xs">
          <Status tone={outcome.tone} icon={outcome.icon}>
            {outcome.word}
          </Status>
        </span>
        <span className="ml-auto text-xs text-muted">
          {row.actor.name} · <Time at={row.at} />
        </span>
      </div>
      {row.reason ? <p className="text-sm break-words text-muted">“{row.reason}”</p> : null}
      <Disclosure summary="Details" className="[&_summary]:text-xs">
        <div className="grid gap-3 pb-1 lg:grid-cols-2">
          <Side title="Before" value={row.before} />
          <Side title="After" value={row.after} />
        </div>
        <p className="flex flex-wrap items-center gap-x-4 text-xs text-muted">
          <span className="tnum">No. {row.seq}</span>
          <AbsoluteTime at={row.at} />
          {row.address ? <span>from {row.address}</span> : null}
          {row.requestId ? (
            <span className="inline-flex max-w-full items-center gap-1">
              Request <CopyField value={row.requestId} what="request id" />
            </span>
          ) : null}
        </p>
      </Disclosure>
    </li>
  );
}
