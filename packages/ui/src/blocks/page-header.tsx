import type { ReactNode } from 'react';

/** Title of a page, what it is about, and what can be done here. */
export function PageHeader(props: {
  title: ReactNode;
  above?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-[min(100%,18rem)] flex-1">
        {props.above ? <div className="mb-1 text-xs text-muted print:hidden">{props.above}</div> : null}
        <h1 className="text-xl font-semibold tracking-tight break-words">{props.title}</h1>
        {props.description ? (
          <div className="mt-0.5 max-w-3xl text-sm text-muted">{props.description}</div>
        ) : null}
      </div>
      {props.actions ? <div className="flex flex-wrap items-center gap-2">{props.actions}</div> : null}
    </header>
  );
}
