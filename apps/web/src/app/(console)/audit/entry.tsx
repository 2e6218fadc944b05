import { AbsoluteTime, Button, CodeBlock, CopyField, Status, Time } from '@teredo-fleet/ui';
import { Ban, ChevronRight, CircleCheck, CircleX, ExternalLink } from 'lucide-react';
import Link from 'next/link';
import type { AuditRow } from '@/trpc/shapes';
import { kindWords, reasonWords } from './entry-words';
import type { AuditKey } from './filters';
import { placeOfObject } from './place-of-object';

const OUTCOMES = {
  done: { tone: 'ok', icon: CircleCheck, word: 'done' },
  refused: { tone: 'warn', icon: Ban, word: 'refused' },
  failed: { tone: 'bad', icon: CircleX, word: 'failed' },
} as const;

function ObjectLink({ row }: { row: AuditRow }) {
  const place = placeOfObject(row);
  if (place === null) return null;
  return (
    <Button asChild size="sm">
      <Link href={place.href}>
        <ExternalLink aria-hidden /> {place.words}
      </Link>
    </Button>
  );
}

/** Narrows the list to what this entry has: who, did what, to what. */
export type Narrow = (key: AuditKey, value: string) => void;

function NarrowButtons({ row, onNarrow }: { row: AuditRow; onNarrow: Narrow }) {
  const { actor, action, object } = row;
  const choices: [AuditKey, string | null, string][] = [
    ['actor', actor.id, `by ${actor.name}`],
    ['action', action, action],
    ['object', object.id, `about this ${kindWords(object.kind)}`],
  ];
  return (
    <span className="flex flex-wrap items-center gap-1">
      Only
      {choices.map(([key, value, words]) =>
        value === null ? null : (
          <Button key={key} size="sm" className="max-w-56" onClick={() => onNarrow(key, value)}>
            <span className="truncate">{words}</span>
          </Button>
        ),
      )}
    </span>
  );
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

function Details({ row, onNarrow }: { row: AuditRow; onNarrow: Narrow }) {
  return (
    <div className="flex flex-col gap-3 border-t border-line/60 bg-canvas px-4 py-3">
      {row.reason ? <p className="text-sm break-words">“{reasonWords(row.reason)}”</p> : null}
      <div className="grid gap-3 lg:grid-cols-2">
        <Side title="Before" value={row.before} />
        <Side title="After" value={row.after} />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
        <span className="tnum">No. {row.seq}</span>
        <AbsoluteTime at={row.at} />
        {row.actor.token ? <span>by the API token {row.actor.token}</span> : null}
        {row.address ? <span>from {row.address}</span> : null}
        {row.requestId ? (
          <span className="inline-flex max-w-full items-center gap-1">
            Request <CopyField value={row.requestId} what="request id" />
          </span>
        ) : null}
        <ObjectLink row={row} />
        <NarrowButtons row={row} onNarrow={onNarrow} />
      </div>
    </div>
  );
}

/** One entry on one line: who did what to what; why, before and after when it is opened. */
export function AuditEntry({ row, onNarrow }: { row: AuditRow; onNarrow: Narrow }) {
  const outcome = OUTCOMES[row.outcome];
  return (
    <li className="border-b border-line/70 last:border-0">
      <details className="group/entry">
        <summary
          data-row-link
          className="grid min-h-9 grid-cols-[0.875rem_1fr_auto] items-center gap-x-3 px-3 py-1.5 text-sm hover:bg-hover md:grid-cols-[0.875rem_6rem_9rem_11rem_minmax(0,1fr)_5.5rem]"
        >
          <ChevronRight
            aria-hidden
            className="size-3.5 text-faint transition-transform group-open/entry:rotate-90"
          />
          <span className="order-2 text-right text-xs text-muted md:order-none md:text-left">
            <Time at={row.at} quiet />
          </span>
          <span className="order-3 col-start-2 truncate text-xs text-muted md:order-none md:col-start-auto md:text-sm md:text-ink">
            {row.actor.name}
            {row.actor.token ? <span className="text-faint"> · API token</span> : null}
          </span>
          <code className="truncate text-xs font-medium">{row.action}</code>
          <span className="order-4 col-start-2 min-w-0 truncate md:order-none md:col-start-auto">
            <span className="text-xs text-faint">{kindWords(row.object.kind)} </span>
            {row.object.name ?? row.object.id ?? ''}
            {row.reason ? <span className="text-muted"> “{reasonWords(row.reason)}”</span> : null}
          </span>
          <span className="order-5 col-start-3 text-xs md:order-none md:col-start-auto">
            <Status tone={outcome.tone} icon={outcome.icon}>
              {outcome.word}
            </Status>
          </span>
        </summary>
        <Details row={row} onNarrow={onNarrow} />
      </details>
    </li>
  );
}
