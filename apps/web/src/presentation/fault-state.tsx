'use client';
import { ErrorState } from '@teredo-fleet/ui';
import { readFault } from '@/trpc/fault';

/** A call that failed: what happened, what to do, the id to quote. */
export function FaultState(props: {
  title: string;
  error: unknown;
  onRetry?: () => void;
  className?: string;
}) {
  const fault = readFault(props.error);
  return (
    <ErrorState
      title={props.title}
      message={fault.message}
      requestId={fault.requestId}
      {...(props.onRetry ? { onRetry: props.onRetry } : {})}
      {...(props.className ? { className: props.className } : {})}
    />
  );
}
