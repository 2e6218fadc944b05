import { SkeletonRows } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import { FaultState } from '@/presentation/fault-state';

/** What is sent by itself, a line each. */
export function SendingList<Row extends { id: string }>(props: {
  label: string;
  list: { data: { rows: readonly Row[] } | undefined; error: unknown; refetch(): unknown };
  /** What could not be read, where it could not. */
  failure: string;
  /** Instead of no line. */
  empty: ReactNode;
  line(row: Row): ReactNode;
}) {
  const { list } = props;
  const rows = list.data?.rows;
  if (list.error && !rows)
    return <FaultState title={props.failure} error={list.error} onRetry={() => list.refetch()} />;
  if (!rows) {
    return (
      <div className="rounded-lg border bg-surface">
        <SkeletonRows rows={4} />
      </div>
    );
  }
  if (rows.length === 0) return props.empty;
  return (
    <ul aria-label={props.label} className="overflow-hidden rounded-lg border bg-surface">
      {rows.map(props.line)}
    </ul>
  );
}

/** One of them: what is sent where, how that goes, and what can be done about it. */
export function SendingLine(props: {
  name: string;
  about: ReactNode;
  state: ReactNode;
  actions: ReactNode;
  /** What is open over the page for it. */
  children?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line/70 px-4 py-3 text-sm last:border-0">
      <div className="min-w-0 grow basis-64">
        <p className="font-medium wrap-anywhere">{props.name}</p>
        <p className="text-xs text-muted wrap-anywhere">{props.about}</p>
      </div>
      <div className="min-w-0 basis-56">{props.state}</div>
      <div className="flex flex-wrap gap-1">{props.actions}</div>
      {props.children}
    </li>
  );
}
